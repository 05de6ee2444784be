"""« Still true? »: asking those who know, hearing them by link, phone or paper, and doubting what was found wrong."""
