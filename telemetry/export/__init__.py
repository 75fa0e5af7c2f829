"""Data to give away: a Frictionless Data Package with dictionary, licence and metadata for a catalogue."""
