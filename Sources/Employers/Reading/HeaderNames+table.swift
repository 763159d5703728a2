extension HeaderNames {
    /// Romanian, English, then Bulgarian, Polish, Swedish and Persian; the better name first.
    ///
    /// A name that may mean a national id or an employee number is the former's: so a column that was misread is refused,
    /// where otherwise national ids would lie in the clear. What may mean a bank account (`Cont`, `Account name`) is in
    /// no list.
    static let table: [(column: RosterColumn, names: [String])] = [
        (
            .employeeNumber,
            [
                "employee number", "employee no", "employee nr", "employee id", "employee code", "emp no", "emp id",
                "emp number", "empl no", "staff number", "staff no", "staff id", "personnel number", "personnel no",
                "payroll number", "payroll no", "payroll id", "badge", "badge number", "worker id",
                "număr marcă", "nr marcă", "marca", "marcă", "marca salariat", "marcă angajat", "număr angajat",
                "nr angajat", "număr de angajat", "cod angajat", "cod salariat", "număr salariat", "nr salariat",
                "id angajat", "id salariat", "număr de marcă", "număr matricol", "nr matricol", "matricola", "matricol",
                "служебен номер", "табелен номер", "номер на служител", "numer pracownika", "nr pracownika",
                "numer ewidencyjny", "anställningsnummer", "anställningsnr", "anstnr", "personalnummer", "شماره پرسنلی",
                "کد پرسنلی", "nr matr", "nr crt marcă", "marca angajat", "cod marcă",
                "cod intern", "nr contract",
                "payroll ref", "payroll reference", "employee ref", "employee reference", "worker number",
                "clock number", "associate id", "pers no", "служебен №", "сл номер", "персонален номер",
                "служ №", "табелен №", "таб №", "employee №",
                "номер на служителя", "служител номер", "№ на служител", "код на служител", "код на служителя",
                "numer ewid", "nr ewidencyjny", "nr ewid", "numer kadrowy", "nr kadrowy", "id pracownika",
                "kod pracownika", "numer osobowy", "nr osobowy", "numer teczki", "anställnings id", "anställd nr",
                "nr anställd",
                "personalnr", "medarbetarnummer", "medarbetar id", "löpnummer anställd", "شماره کارمندی",
                "کد کارمندی", "شماره پرسنل", "کد پرسنل", "شماره کارگزینی", "شماره استخدام",
            ]
        ),
        (
            .givenName,
            [
                "given name", "given names", "first name", "first names", "firstname", "forename", "forenames",
                "prenume", "prenumele", "prenume salariat", "prenume angajat", "nume de botez", "nume mic",
                "собствено име", "име", "imię", "imiona", "förnamn", "نام", "prenumele salariatului",
                "prenumele angajatului", "prenume 1", "prenume complet", "first and middle name",
                "first and middle names", "name first", "preferred first name", "christian name", "име и презиме",
                "лично име", "първо име", "imię pierwsze", "pierwsze imię", "imie pracownika", "imię pracownika",
                "tilltalsnamn", "namn förnamn", "نام کوچک", "اسم",
            ]
        ),
        (
            .familyName,
            [
                "family name", "last name", "lastname", "surname", "second name", "nume de familie", "nume familie",
                "nume", "numele", "nume salariat", "nume angajat", "numele de familie", "фамилно име", "фамилия",
                "nazwisko", "efternamn", "نام خانوادگی", "numele de familie al salariatului", "numele salariatului",
                "numele angajatului", "nume de fam", "surnames", "family names", "name last", "фамилно",
                "фамилия на служителя", "nazwisko pracownika", "nazwisko rodowe", "släktnamn", "familjenamn", "فامیلی",
                "فامیل", "نام خانوادگى", "شهرت",
            ]
        ),
        (
            .username,
            [
                "user name", "user", "user id", "userid", "login", "login name", "nume utilizator",
                "nume de utilizator", "utilizator", "cont utilizator", "потребителско име", "nazwa użytkownika",
                "användarnamn", "نام کاربری", "utilizatorul", "login id", "sign in name",
                "потребител", "потребителско", "логин", "login użytkownika", "inloggningsnamn",
                "inloggning", "användare", "användar id", "نام کاربر", "شناسه کاربری",
            ]
        ),
        (
            .email,
            [
                "e-mail", "email address", "e-mail address", "work email", "work e-mail", "business email",
                "company email", "mail", "adresă e-mail", "adresă email", "adresă de e-mail", "adresă de email",
                "adresă mail", "e-mail serviciu", "email serviciu", "e-mail angajat", "poștă electronică", "имейл",
                "електронна поща", "adres e-mail", "poczta", "e-post", "epost", "e-postadress", "ایمیل",
                "پست الکترونیک", "e mail adresse", "adresa de e-mail", "adresa email", "adresa e-mail",
                "adresă electronică", "poșta electronică", "mail serviciu", "email personal", "personal email",
                "private email", "contact email", "e-mail address work", "имейл адрес", "e-mail адрес", "ел поща",
                "електронен адрес", "е-мейл", "е-поща", "служебен имейл", "adres email", "adres mailowy",
                "adres poczty elektronicznej", "poczta elektroniczna", "e-mail służbowy", "email służbowy", "mejl",
                "mejladress", "e-postadr", "epostadress", "mailadress", "e-mailadress", "آدرس ایمیل", "رایانامه",
                "پست الکترونیکی", "نشانی ایمیل",
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
                "telefon komórkowy", "komórka", "mobiltelefon", "mobilnummer", "telefonnummer", "تلفن همراه", "موبایل",
                "شماره موبایل", "تلفن", "mobilul", "nr mobil", "nr de mobil", "nr de telefon mobil", "telefonul mobil",
                "telefon personal", "telefon serviciu mobil", "telefon contact", "telefon de contact", "nr de telefon",
                "numar telefon", "contact number", "contact phone", "cell no", "cell number", "mobile tel", "tel no",
                "tel number", "phone mobile", "мобилен номер", "моб телефон", "gsm номер", "джиесем",
                "номер на мобилен телефон", "мобилен тел", "телефонен номер", "тел", "телефон за връзка",
                "номер на телефон", "телефон №", "тел №", "мобилен телефон №", "numer telefonu komórkowego",
                "nr telefonu komórkowego", "nr kom", "numer komórki",
                "nr komórki", "tel kom", "tel komórkowy", "telefon kom", "mobilnr", "mobiltelefonnummer", "mobil nr",
                "mobiltel", "telefonnr", "telefon nr", "tel nr", "mobiltelefon nr", "تلفن موبایل", "شماره همراه",
                "شماره تلفن همراه", "شماره تلفن", "همراه", "شماره تماس",
            ]
        ),
        (
            .nationalID,
            [
                "national id", "national id number", "national identification number", "national identity number",
                "national number", "nin", "personal id", "personal id number", "personal identification number",
                "personal numeric code", "personal code", "cnp", "cod numeric personal", "cod numeric", "cnp angajat",
                "cnp salariat", "егн", "egn", "единен граждански номер", "pesel", "numer pesel", "nr pesel",
                "personnummer", "personnr", "hetu", "henkilötunnus", "کد ملی", "شماره ملی", "nr cnp", "cnp ul",
                "cod numeric personal cnp", "id number", "identity number", "ssn", "social security number",
                "citizen id", "personal no national", "ucn", "egn number", "егн лнч", "егн на служителя", "егн №",
                "единен гр номер", "pesel pracownika", "numer ewidencyjny pesel", "personnummer 12 siffror",
                "person nr", "person nummer", "samordningsnummer", "hetu tunnus", "sotu", "henkilotunnus", "کدملی",
                "شماره شناسایی ملی", "شماره کارت ملی", "کد شناسایی ملی", "personal identity number", "personal number",
                "personal no", "person number", "pers nr", "număr personal", "id personal", "cod personal angajat",
                "лнч", "личен номер на чужденец", "личен номер", "personbeteckning",
            ]
        ),
        (
            .birthDate,
            [
                "date of birth", "birth day", "birthday", "birthdate", "dob", "born", "born on", "data nașterii",
                "data naștere", "data de naștere", "născut la", "dată naștere", "zi de naștere", "ziua de naștere",
                "дата на раждане", "рождена дата", "data urodzenia", "födelsedatum", "född", "تاریخ تولد",
                "data de nastere", "data nașterii salariatului", "data nasteri", "nascut", "născut", "birth",
                "birth dt", "date birth", "day of birth", "родена на", "роден на", "рожден ден", "дата на р",
                "рожд дата", "data ur", "data urodz", "dzień urodzenia", "urodzony", "urodziny", "födelsedag",
                "född datum", "födelsedata", "تاریخ تولد میلادی", "متولد", "روز تولد",
            ]
        ),
        (
            .department,
            [
                "department name", "dept", "division", "unit", "organisational unit", "organizational unit", "team",
                "departament", "departamentul", "secție", "secția", "compartiment", "direcție", "direcția", "serviciu",
                "birou", "structură", "отдел", "дирекция", "dział", "avdelning", "واحد", "بخش", "dept name",
                "business unit", "cost centre", "cost center", "org unit", "section", "depart", "dep", "sectie",
                "sectorul", "sector", "structura", "departament secție", "punct de lucru", "loc de muncă",
                "centru de cost", "unitate", "echipa", "echipă", "звено", "структурно звено", "департамент", "екип",
                "сектор", "отделение", "departament firmy", "wydział", "komórka organizacyjna", "jednostka",
                "jednostka organizacyjna", "zespół", "avd", "avdelningsnamn", "enhet", "arbetsgrupp", "kostnadsställe",
                "team avdelning", "دپارتمان", "اداره", "قسمت", "معاونت", "نام واحد", "واحد سازمانی",
            ]
        ),
        (
            .package,
            [
                "package name", "package code", "plan", "plan name", "benefit package", "benefit plan", "subscription",
                "subscription package", "subscription type", "tier", "health package", "medical package",
                "medical plan", "pachet", "pachetul", "pachet medical", "pachet abonament", "pachet servicii",
                "pachet de servicii", "tip pachet", "tip abonament", "abonament", "abonament medical",
                "nivel abonament", "denumire pachet", "cod pachet", "пакет", "абонамент", "pakiet", "abonament pakiet",
                "paket", "förmånspaket", "بسته", "طرح", "pachetul medical", "abonamentul", "tip de abonament",
                "pachet ales", "pachet contractat", "nivel", "tip pachet medical", "benefit tier", "plan type",
                "health plan", "package type", "cover level", "membership", "membership level", "здравен пакет",
                "медицински пакет", "вид пакет", "тип пакет", "план", "абонаментен план", "ниво", "pakiet medyczny",
                "rodzaj pakietu", "nazwa pakietu", "typ pakietu", "abonament medyczny", "plan medyczny", "hälsopaket",
                "sjukvårdspaket", "paketnivå", "paketnamn", "abonnemang", "nivå", "پکیج", "نوع بسته", "بسته درمانی",
                "نوع اشتراک", "اشتراک", "سطح",
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
                "data angajarii salariat", "data intrare", "data inceperii activității", "data începerii activității",
                "data început contract", "data început activitate", "data contractului", "data cim", "angajat din",
                "de la", "from", "hire dt", "doj", "start of employment", "employed since", "employed from",
                "commencement date", "service start date", "first day", "first day of work", "дата на започване",
                "дата на постъпване на работа", "начало", "начало на договора", "назначен на", "от дата", "в сила от",
                "постъпил на", "data zatr", "data przyjęcia", "data rozpoczęcia pracy", "zatrudniony od", "początek",
                "data początkowa", "od", "ważny od", "data od", "anställd från", "anställd sedan", "startdag", "börjar",
                "första arbetsdag", "anställningens början", "från och med", "från", "fr o m", "تاریخ شروع به کار",
                "شروع", "شروع به کار", "از تاریخ", "تاریخ آغاز",
                "start dt", "contract start", "contract start date", "first working day", "employed as of",
                "data începerii contractului", "data începere contract", "început contract", "data început de contract",
                "data intrării în firmă", "angajat de la", "prima zi", "prima zi de lucru", "data ang", "valabil din",
                "data început valabilitate", "дата постъпване", "дата на пост", "дата назначаване", "дата на назн",
                "дата на начало", "начало на работа", "първи работен ден",
                "дата на започване на работа", "валиден от", "от", "data rozp",
                "data przyj", "data przyjęcia do pracy", "data rozpoczęcia zatrudnienia", "data rozpoczęcia umowy",
                "początek umowy", "początek zatrudnienia", "początek pracy",
                "pierwszy dzień pracy", "pierwszy dzień", "zatrudniona od", "umowa od", "obowiązuje od",
                "anställd fr o m", "anställd from", "anställd fom", "anställd från och med", "anst datum", "anst dat",
                "anstdatum",
                "anställningsstart", "anställning från", "anställningens startdatum", "tillträdesdatum", "tillträde",
                "första dag", "första anställningsdag", "började", "giltig från", "gäller från", "تاریخ شروع همکاری",
                "شروع همکاری", "تاریخ آغاز همکاری", "آغاز همکاری", "تاریخ آغاز به کار", "آغاز به کار", "آغاز",
                "تاریخ شروع کار", "شروع کار", "تاریخ شروع قرارداد", "شروع قرارداد", "اولین روز کاری",
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
                "data sfârșit contract", "data încetare contract", "data încetării activității",
                "data plecarii din firmă", "data demisiei", "plecat la", "până la", "până la data", "valabil până",
                "to", "until", "leave date", "leaving", "exit date", "resignation date", "end of employment",
                "date left", "employed until", "дата на край", "край", "край на договора", "до дата", "до",
                "напуснал на", "дата на освобождаване", "прекратен на", "в сила до", "последен работен ден",
                "data odejścia", "data zakończenia pracy", "zatrudniony do", "koniec", "data końcowa", "do", "ważny do",
                "data do", "data rozwiązania umowy", "ostatni dzień pracy", "anställd till", "slutdag", "slutar",
                "sista dag", "sista arbetsdag", "sista anställningsdag", "anställningens slut", "till och med", "till",
                "t o m", "avslutsdatum", "تاریخ پایان کار", "پایان", "پایان کار", "تا تاریخ", "تاریخ خاتمه",
                "تاریخ ترک کار",
                "end dt", "term date", "term dt", "dol", "contract end", "contract end date", "employed to",
                "employed till", "effective to", "effective until", "service end date", "employment termination date",
                "data încetare activitate", "data sfârșit activitate", "sfârșit contract", "încetare contract",
                "data ieșire", "data ieșirii din firmă", "angajat până la", "angajat până", "data lichidare",
                "data încet", "data plec", "data sfârșit valabilitate", "дата напускане", "дата на напуск",
                "дата освобождаване", "дата на осв", "дата прекратяване", "дата на прекр",
                "дата на прекратяване на договора", "дата на напускане на работа", "край на работа", "освободен на",
                "валиден до", "data zwol", "data zak", "data zakoń", "data odej", "data zwolnienia z pracy",
                "data zakończenia zatrudnienia", "data zakończenia umowy", "data ustania zatrudnienia",
                "data rozwiązania", "koniec umowy", "koniec zatrudnienia", "koniec pracy", "ostatni dzień",
                "zatrudniona do", "umowa do", "obowiązuje do", "anställd t o m", "anställd tom",
                "anställd till och med", "avgångsdatum", "avgång", "avg datum", "avgdatum", "anställningsslut",
                "anställning till", "anställningens slutdatum", "slutade", "giltig till", "gäller till",
                "تاریخ پایان همکاری", "پایان همکاری", "تاریخ خاتمه همکاری", "خاتمه همکاری", "تاریخ قطع همکاری",
                "قطع همکاری", "خاتمه", "تاریخ خاتمه کار", "خاتمه کار", "ترک کار", "تاریخ پایان قرارداد",
                "پایان قرارداد", "آخرین روز کاری",
            ]
        ),
        (
            .locale,
            [
                "language", "preferred language", "lang", "language code", "correspondence language", "limba", "limbă",
                "limba preferată", "limba de corespondență", "limba corespondenței", "език", "język", "språk", "زبان",
                "limba de comunicare", "limba vorbită", "limbă preferată", "communication language",
                "correspondence lang", "език за кореспонденция", "предпочитан език", "език за комуникация",
                "język korespondencji", "preferowany język", "język kontaktu", "språkval", "önskat språk",
                "korrespondensspråk", "زبان مکاتبه", "زبان ترجیحی",
            ]
        ),
    ]

    /// Headers of a column that holds given and family name together, in whichever order.
    static let fullNames = [
        "full name", "fullname", "name and surname", "surname and name", "name surname", "surname name",
        "first and last name", "last and first name", "first name last name", "last name first name",
        "first name and last name", "last name and first name", "employee full name", "complete name",
        "family name and given name", "given name and family name", "nume și prenume", "nume prenume",
        "prenume și nume", "prenume nume", "numele și prenumele", "prenumele și numele", "nume complet",
        "numele complet", "nume și prenume salariat", "nume și prenume angajat", "numele și prenumele salariatului",
        "numele și prenumele angajatului", "nume prenume salariat", "nume prenume angajat", "nume familie și prenume",
        "име и фамилия", "име фамилия", "фамилия и име", "фамилия име", "име презиме фамилия", "име презиме и фамилия",
        "трите имена", "три имена", "пълно име", "имена", "имена на служителя", "собствено бащино и фамилно име",
        "imię i nazwisko", "imie nazwisko", "nazwisko i imię", "nazwisko imię", "imiona i nazwisko",
        "nazwisko i imiona", "pełne imię i nazwisko", "imię i nazwisko pracownika", "nazwisko i imię pracownika",
        "för- och efternamn", "förnamn och efternamn", "efternamn och förnamn", "förnamn efternamn",
        "efternamn förnamn", "fullständigt namn", "hela namnet", "نام و نام خانوادگی", "نام و نام خانوادگى",
        "نام و فامیل", "نام خانوادگی و نام", "نام کامل",
    ]

    /// Headers that name a family name (or, in Bulgarian and Persian, a given one) beside the other name's column, and
    /// both names where there is no other.
    static let looseNames = [
        "name", "names", "employee name", "employee", "nume", "numele", "nume salariat", "nume angajat", "salariat",
        "angajat", "име", "имена", "служител", "pracownik", "nazwa", "namn", "anställd", "medarbetare", "نام", "اسم",
    ]
}
