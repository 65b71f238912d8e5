"""The law, interpreted: sessions, relevé, award, gates, juries, acts, duties, hours. Pure: no clock, file or store."""
