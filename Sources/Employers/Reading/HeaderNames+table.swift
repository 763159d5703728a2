extension HeaderNames {
    /// Romanian, English, then Bulgarian, Polish, Swedish and Persian; the better name first.
    static let table: [(column: RosterColumn, names: [String])] = [
        (
            .employeeNumber,
            [
                "employee number", "employee no", "employee nr", "employee id", "employee code", "emp no", "emp id",
                "emp number", "empl no", "staff number", "staff no", "staff id", "personnel number", "personnel no",
                "payroll number", "payroll no", "payroll id", "badge", "badge number", "worker id", "person number",
                "număr marcă", "nr marcă", "marca", "marcă", "marca salariat", "marcă angajat", "număr angajat",
                "nr angajat", "număr de angajat", "cod angajat", "cod salariat", "număr salariat", "nr salariat",
                "id angajat", "id salariat", "număr de marcă", "număr matricol", "nr matricol", "matricola", "matricol",
                "служебен номер", "табелен номер", "номер на служител", "numer pracownika", "nr pracownika",
                "numer ewidencyjny", "anställningsnummer", "anställningsnr", "anstnr", "personalnummer",
                "شماره پرسنلی", "کد پرسنلی",
            ]
        ),
        (
            .givenName,
            [
                "given name", "given names", "first name", "first names", "firstname", "forename", "forenames",
                "prenume", "prenumele", "prenume salariat", "prenume angajat", "nume de botez", "nume mic",
                "собствено име", "име", "imię", "imiona", "förnamn", "نام",
            ]
        ),
        (
            .familyName,
            [
                "family name", "last name", "lastname", "surname", "second name", "nume de familie", "nume familie",
                "nume", "numele", "nume salariat", "nume angajat", "numele de familie", "фамилно име", "фамилия",
                "nazwisko", "efternamn", "نام خانوادگی",
            ]
        ),
        (
            .username,
            [
                "user name", "user", "user id", "userid", "login", "login name", "account name", "nume utilizator",
                "nume de utilizator", "utilizator", "cont utilizator", "потребителско име", "nazwa użytkownika",
                "användarnamn", "نام کاربری",
            ]
        ),
        (
            .email,
            [
                "e-mail", "email address", "e-mail address", "work email", "work e-mail", "business email",
                "company email", "mail", "adresă e-mail", "adresă email", "adresă de e-mail", "adresă de email",
                "adresă mail", "e-mail serviciu", "email serviciu", "e-mail angajat", "poștă electronică", "имейл",
                "електронна поща", "adres e-mail", "poczta", "e-post", "epost", "e-postadress", "ایمیل",
                "پست الکترونیک",
            ]
        ),
        (
            .phone,
            [
                "mobile phone", "mobile", "mobile number", "mobile no", "mobile phone number", "cell phone",
                "cell phone number", "cell", "telefon mobil", "mobil", "număr mobil", "număr de mobil",
                "nr telefon mobil", "număr telefon mobil", "număr de telefon mobil", "gsm", "phone number", "phone no",
                "telephone", "telephone number", "tel mobil", "telefon", "număr telefon", "număr de telefon",
                "nr telefon", "nr tel", "tel", "мобилен телефон", "телефон", "мобилен", "numer telefonu", "nr telefonu",
                "telefon komórkowy", "komórka", "mobiltelefon", "mobilnummer", "telefonnummer", "تلفن همراه",
                "موبایل", "شماره موبایل", "تلفن",
            ]
        ),
        (
            .nationalID,
            [
                "national id", "national id number", "national identification number", "national identity number",
                "national number", "nin", "personal id", "personal id number", "personal identification number",
                "personal numeric code", "personal code", "cnp", "cod numeric personal", "cod numeric", "cnp angajat",
                "cnp salariat", "егн", "egn", "единен граждански номер", "pesel", "numer pesel", "nr pesel",
                "personnummer", "personnr", "hetu", "henkilötunnus", "کد ملی", "شماره ملی",
            ]
        ),
        (
            .birthDate,
            [
                "date of birth", "birth day", "birthday", "birthdate", "dob", "born", "born on", "data nașterii",
                "data naștere", "data de naștere", "născut la", "dată naștere", "zi de naștere", "ziua de naștere",
                "дата на раждане", "рождена дата", "data urodzenia", "födelsedatum", "född", "تاریخ تولد",
            ]
        ),
        (
            .department,
            [
                "department name", "dept", "division", "unit", "organisational unit", "organizational unit", "team",
                "departament", "departamentul", "secție", "secția", "compartiment", "direcție", "direcția", "serviciu",
                "birou", "structură", "отдел", "дирекция", "dział", "avdelning", "واحد", "بخش",
            ]
        ),
        (
            .package,
            [
                "package name", "package code", "plan", "plan name", "benefit package", "benefit plan", "subscription",
                "subscription package", "subscription type", "tier", "health package", "medical package",
                "medical plan", "pachet", "pachetul", "pachet medical", "pachet abonament", "pachet servicii",
                "pachet de servicii", "tip pachet", "tip abonament", "abonament", "abonament medical",
                "nivel abonament",
                "denumire pachet", "cod pachet", "пакет", "абонамент", "pakiet", "abonament pakiet", "paket",
                "förmånspaket", "بسته", "طرح",
            ]
        ),
        (
            .startDate,
            [
                "start", "start day", "started on", "starts on", "date of hire", "hire date", "hired on", "date hired",
                "employment date", "employment start", "employment start date", "joining date", "date of joining",
                "joined on", "date joined", "valid from", "effective date", "effective from", "data angajării",
                "data angajare", "data de angajare", "dată angajare", "data începerii", "data început",
                "data de început", "dată început", "data începere", "început", "începând cu", "data intrării",
                "valabil de la", "дата на постъпване", "дата на назначаване", "начална дата", "data zatrudnienia",
                "data rozpoczęcia", "anställningsdatum", "startdatum", "تاریخ شروع", "تاریخ استخدام",
            ]
        ),
        (
            .endDate,
            [
                "end", "end day", "ended on", "ends on", "termination date", "date of termination", "leaving date",
                "date of leaving", "left on", "last day", "last working day", "last day of work", "employment end",
                "employment end date", "valid to", "valid until", "data încetării", "data încetare", "data de încetare",
                "data plecării", "data plecare", "data ieșirii", "data sfârșit", "data de sfârșit", "dată sfârșit",
                "data final", "sfârșit", "încetare", "ultima zi", "ultima zi de lucru", "data lichidării",
                "data încetării contractului", "valabil până la", "дата на напускане", "дата на прекратяване",
                "крайна дата", "data zwolnienia", "data zakończenia", "slutdatum", "تاریخ پایان",
            ]
        ),
        (
            .locale,
            [
                "language", "preferred language", "lang", "language code", "correspondence language", "limba", "limbă",
                "limba preferată", "limba de corespondență", "limba corespondenței", "език", "język", "språk", "زبان",
            ]
        ),
    ]
}
