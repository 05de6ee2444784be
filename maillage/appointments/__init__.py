"""One agenda for mediators and public writers: permanences, slots, workshops, itinerant stops."""
