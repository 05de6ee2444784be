"""What a holder changes; what is entered in their name; whom to ask, and how often."""

from maillage.census.verifying.forms.asking import ChoiceForm, HeardForm, LaunchForm, RhythmForm
from maillage.census.verifying.forms.correcting import CorrectionForm

__all__ = ["ChoiceForm", "CorrectionForm", "HeardForm", "LaunchForm", "RhythmForm"]
