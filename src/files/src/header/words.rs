//! The header dictionary: Dutch, English and German, and the names planning tools use.
//!
//! Words are folded (see `name::fold`): small, without marks, signs as blanks. A word stands once.

use crate::guide::Role;

/// Words too general to count as part of a longer name.
#[rustfmt::skip]
pub(super) const LOOSE: &[&str] = &[
    "van", "tot", "from", "to", "von", "bis", "no", "nr", "id", "code", "type", "in", "open",
    "work", "day", "dag", "tag", "out", "key", "on", "rooster", "info", "reden", "number",
    "nummer", "wie", "ort", "huis", "haus", "home", "groep", "gruppe", "soort", "total", "totaal",
    "status", "post", "user", "plan", "band",
];

/// Every known column name by role.
#[rustfmt::skip]
pub(super) const WORDS: &[(Role, &[&str])] = &[
    (Role::Person, &[
        "medewerker", "medewerkster", "naam", "naam medewerker", "medewerker naam",
        "medewerkernaam", "medewerkersnaam", "naam van medewerker", "collega", "persoon",
        "werknemer", "naam werknemer", "zorgverlener", "volledige naam", "teamlid", "wie",
        "achternaam voornaam", "naam voornaam", "voornaam achternaam", "voor en achternaam",
        "voornaam en achternaam", "weergavenaam", "employee", "employee name", "employeename",
        "name", "full name", "fullname", "staff", "staff name", "staff member", "worker",
        "person", "person name", "nurse", "carer", "caregiver", "user", "user name", "username",
        "helper", "helper name", "resource", "resource name", "assigned to", "assignee",
        "assigned person", "on call", "display name", "team member", "last name first name",
        "first name last name", "surname forename", "mitarbeiter", "mitarbeiterin",
        "mitarbeiter in", "mitarbeitername", "mitarbeitende", "mitarbeitender", "mitarbeitende r",
        "name mitarbeiter", "mitarbeiter name", "name vorname", "nachname vorname",
        "vorname nachname", "vor und nachname", "kollege", "kollegin", "beschaftigter",
        "pflegekraft", "vollstandiger name",
    ]),
    (Role::People, &[
        "employees", "medewerkers", "people", "collegas", "personen", "staff members",
    ]),
    (Role::FirstName, &[
        "voornaam", "roepnaam", "voornamen", "first name", "firstname", "given name", "forename",
        "vorname", "rufname",
    ]),
    (Role::Infix, &[
        "tussenvoegsel", "tussenvoegsels", "tussenv", "voorvoegsel", "voorvoegsels", "infix",
        "middle name", "name prefix", "namenszusatz",
    ]),
    (Role::LastName, &[
        "achternaam", "familienaam", "geslachtsnaam", "last name", "lastname", "surname",
        "family name", "nachname", "familienname", "zuname",
    ]),
    (Role::PersonId, &[
        "personeelsnummer", "personeelsnr", "personeels nr", "pers nr", "persnr", "persnummer",
        "personeelnummer", "medewerkernummer", "medewerkersnummer", "medewerkernr",
        "medewerker nr", "medewerker id", "medewerkerid", "gebruikers id", "gebruiker id",
        "werknemersnummer", "employee id", "employeeid", "employee number", "employee no",
        "employee nr", "employee code", "emp id", "emp no", "staff id", "staff number",
        "staff no", "user id", "userid", "file number", "personnel number", "payroll number",
        "payroll id", "external id", "person id", "personalnummer", "personalnr", "personal nr",
        "personal id", "mitarbeiternummer", "mitarbeiternr", "mitarbeiter nr", "mitarbeiter id",
        "helper number",
    ]),
    (Role::Email, &[
        "e mail", "email", "mail", "email address", "e mail address", "e mailadres", "emailadres",
        "mailadres", "e mail adres", "e mail adresse", "mailadresse", "email adresse",
    ]),
    (Role::Date, &[
        "datum", "date", "dienstdatum", "dienst datum", "datum dienst", "startdatum",
        "start datum", "begindatum", "begin datum", "datum van", "van datum", "datum vanaf",
        "vanaf datum", "datum start", "datum begin", "roosterdatum", "werkdatum", "plandatum",
        "datum in", "start date", "startdate", "begin date", "shift date", "work date",
        "duty date", "date from", "from date", "schedule date", "day date", "date start",
        "anfangsdatum", "datum von", "von datum", "schichtdatum", "datum beginn", "arbeitstag",
        "kalenderdatum", "kalendertag",
    ]),
    (Role::EndDate, &[
        "einddatum", "eind datum", "datum einde", "datum eind", "datum tot", "tot datum",
        "datum t m", "datum uit", "end date", "enddate", "date to", "to date", "finish date",
        "date end", "until date", "enddatum", "ende datum", "datum bis", "bis datum",
        "datum ende",
    ]),
    (Role::Weekday, &[
        "dag", "weekdag", "dag van de week", "dagnaam", "day", "weekday", "day of week",
        "day of the week", "day name", "tag", "wochentag", "wt",
    ]),
    (Role::Start, &[
        "begin", "start", "begintijd", "begin tijd", "starttijd", "start tijd", "aanvang",
        "aanvangstijd", "van", "vanaf", "tijd van", "tijd vanaf", "tijd begin", "tijd start",
        "begin dienst", "dienst begin", "dienst start", "start dienst", "van tijd",
        "starttijdstip", "begintijdstip", "begin datum tijd", "start datum tijd", "start time",
        "starttime", "time start", "from", "time from", "timefrom", "from time", "time in",
        "clock in", "shift start", "start date time", "start datetime", "startdatetime",
        "begin time", "starts", "starts at", "start at", "shift start time", "start of shift",
        "beginn", "anfang", "von", "startzeit", "start zeit", "beginnzeit", "beginn zeit",
        "anfangszeit", "dienstbeginn", "schichtbeginn", "arbeitsbeginn", "uhrzeit von",
        "zeit von", "von uhrzeit", "von zeit", "kommt", "dtstart", "duty start", "start local",
    ]),
    (Role::End, &[
        "einde", "eind", "eindtijd", "eind tijd", "tot", "tijd tot", "tijd einde", "tijd eind",
        "einde dienst", "dienst einde", "dienst eind", "tot tijd", "eindtijdstip", "stop",
        "stoptijd", "einde datum tijd", "eind datum tijd", "tot en met", "t m", "end", "end time",
        "endtime", "time end", "finish", "finish time", "to", "until", "till", "time to",
        "timeto", "to time", "time out", "clock out", "shift end", "end date time",
        "end datetime", "enddatetime", "stop time", "ends", "ends at", "end at", "shift end time",
        "end of shift", "ende", "bis", "endzeit", "end zeit", "endezeit", "dienstende",
        "schichtende", "arbeitsende", "uhrzeit bis", "zeit bis", "bis uhrzeit", "bis zeit",
        "geht", "dtend", "duty end", "end local",
    ]),
    (Role::Times, &[
        "tijd", "tijden", "werktijd", "werktijden", "diensttijd", "diensttijden", "van tot",
        "begin einde", "begin eind", "time", "times", "shift time", "shift times", "start end",
        "from to", "uhrzeit", "uhrzeiten", "zeit", "zeiten", "zeitraum", "dienstzeit",
        "dienstzeiten", "von bis", "tijdvak", "tijdstip", "arbeitszeit", "working hours",
        "time range",
    ]),
    (Role::Shift, &[
        "dienst", "dienstnaam", "dienst naam", "naam dienst", "dienstsoort", "dienst soort",
        "soort dienst", "soort", "dienstcode", "dienst code", "diensttype", "dienst type",
        "type dienst", "code", "roostercode", "rooster code", "roosterdienst",
        "dienst omschrijving", "omschrijving dienst", "activiteit", "taak", "shift", "shift name",
        "shift type", "shift code", "shift kind", "shift template", "to be assigned shift",
        "assigned shift", "type", "duty", "duty type", "duty name", "duty code", "activity",
        "task", "schedule", "schedule name", "category", "categorie", "schicht", "schichtart",
        "schichtname", "schichtcode", "schichttyp", "schichtkurzel", "dienstart", "dienstkurzel",
        "kurzel", "kuerzel", "schichtbezeichnung", "dienstbezeichnung", "shortname", "short name",
        "afkorting", "shift label", "title", "kategorie",
    ]),
    (Role::Absence, &[
        "verlof", "verloftype", "verlofsoort", "afwezigheid", "afwezigheidstype", "afwezig",
        "absentie", "verzuim", "reden", "reden afwezigheid", "reden verlof", "leave",
        "leave type", "leavetype", "leavetype short", "absence", "absence type", "absence reason",
        "cancellation reason", "reason", "time off", "time off type", "abwesenheit",
        "abwesenheitsart", "abwesenheitsgrund", "fehlzeit", "fehlgrund", "urlaub",
    ]),
    (Role::Unit, &[
        "afdeling", "afdelingsnaam", "unit", "woning", "woongroep", "groep", "eenheid",
        "organisatorische eenheid", "organisatie eenheid", "oe", "werkplek", "cluster",
        "kostenplaats", "area", "department", "ward", "unit name", "section", "cost centre",
        "cost center", "station", "wohnbereich", "abteilung", "bereich", "wohngruppe", "gruppe",
        "organisationseinheit", "kostenstelle", "etage",
    ]),
    (Role::Location, &[
        "locatie", "lokatie", "vestiging", "plaats", "werklocatie", "huis", "gebouw", "location",
        "location name", "site", "venue", "branch", "workplace", "home", "standort", "ort",
        "filiale", "einrichtung", "haus", "arbeitsort",
    ]),
    (Role::Team, &[
        "team", "teamnaam", "team name", "team id", "roostergroep", "rooster", "teams",
        "mannschaft",
    ]),
    (Role::Qualification, &[
        "post", "functie", "functienaam", "functieomschrijving", "rol", "kwalificatie",
        "deskundigheid", "deskundigheidsniveau", "niveau", "vaardigheid", "vaardigheden",
        "competentie", "discipline", "beroep", "role", "position", "position name", "job",
        "job title", "jobtitle", "job code", "job name", "qualification", "qualifications",
        "skill", "skills", "grade", "band", "profession", "staff group", "funktion",
        "qualifikation", "rolle", "tatigkeit", "beruf", "stelle",
    ]),
    (Role::Hours, &[
        "uren", "aantal uren", "uur", "netto uren", "bruto uren", "netto", "bruto", "nettouren",
        "werkuren", "totaal", "totaal uren", "totaaluren", "uren totaal", "gewerkte uren",
        "geplande uren", "duur", "dienstduur", "hours", "total hours", "total", "net hours",
        "paid hours", "gross hours", "net", "gross", "duration", "length", "hrs",
        "scheduled hours", "stunden", "std", "dauer", "gesamt", "summe", "stundenzahl",
        "arbeitsstunden", "sollstunden", "anzahl stunden", "shift length", "shift duration",
        "bruto min", "netto min",
        "elapsed", "elapsed minutes",
    ]),
    (Role::Break, &[
        "pauze", "pauzes", "pauzeduur", "pauzetijd", "pauze minuten", "pauze min",
        "pauze in minuten", "onbetaalde pauze", "break", "breaks", "break time", "break min",
        "break mins", "break minutes", "break duration", "break length", "unpaid break",
        "meal break", "meal break mins", "meal", "rest break", "lunch", "lunch break",
        "lunch time", "pause", "pausen", "pausenzeit", "pausendauer", "pause min",
        "pause minuten",
    ]),
    (Role::Open, &[
        "open", "open dienst", "is open", "open shift", "openshift", "openstaand", "vacant",
        "vacature", "offen", "offene schicht", "unassigned",
    ]),
    (Role::Works, &[
        "work", "work yes no", "werkt", "works", "ingeroosterd", "arbeitet",
    ]),
    (Role::Quantity, &[
        "qty", "quantity", "aantal", "aantal personen", "aantal diensten", "count", "anzahl",
        "number of shifts", "number of staff", "required", "headcount",
    ]),
    (Role::Zone, &[
        "time zone", "timezone", "tijdzone", "employee time zone", "zeitzone", "tz",
    ]),
    (Role::Comment, &[
        "opmerking", "opmerkingen", "notitie", "notities", "toelichting", "beschrijving",
        "omschrijving", "bijzonderheden", "memo", "info", "comment", "comments", "note", "notes",
        "remark", "remarks", "description", "details", "bemerkung", "bemerkungen", "notiz",
        "notizen", "anmerkung", "anmerkungen", "kommentar", "beschreibung", "hinweis",
    ]),
    (Role::Ignore, &[
        "published", "gepubliceerd", "status", "week", "weeknummer", "weeknr", "week nr", "wk",
        "week number", "kw", "kalenderwoche", "maand", "month", "monat", "jaar", "year", "jahr",
        "salaris", "salary", "kosten", "kosten voor bedrijf", "loonkosten", "cost", "costs",
        "wage", "wages", "rate", "pay rate", "hourly rate", "uurloon", "tags", "kleur", "color",
        "colour", "colorback", "farbe", "id", "shift id", "shiftid", "dienst id", "schicht id",
        "rij", "row", "nr", "no", "nummer", "volgnummer", "phone", "phone number", "mobile",
        "telefoon", "telefoonnummer", "telefon", "address", "adres", "adresse", "straat",
        "gewijzigd", "laatst gewijzigd", "aangemaakt", "modified", "last modified", "created",
        "created at", "updated at", "bron", "source", "max", "hrsday", "hrsweek", "color code",
        "goedgekeurd",
    ]),
];
