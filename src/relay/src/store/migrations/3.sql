-- How long a team has its log kept. Never edited; later changes are files of their own.

ALTER TABLE team ADD COLUMN keep_days INTEGER; -- what its list of who may says; null if it says nothing
