import Kernel

extension RowReason {
    /// What is wrong and what to do about it; reads on from the column's name.
    var message: Message {
        switch self {
        case .required: Message(en: "must not be empty", ro: "nu poate fi gol")
        case .tooLong: Message(en: "is too long", ro: "este prea lung")
        case .controlCharacters:
            Message(en: "has characters that aren't text", ro: "conține caractere care nu sunt text")
        case .scientificNotation:
            Message(
                en: "a spreadsheet made a number of it and lost digits; format the column as text and type it again",
                ro:
                    "foaia de calcul l-a transformat în număr și a pierdut cifre; formatați coloana ca text și rescrieți"
            )
        case .formula:
            Message(
                en: "is a formula and not its result; copy the column and paste its values",
                ro: "este o formulă, nu rezultatul ei; copiați coloana și lipiți doar valorile"
            )
        case .spreadsheetError:
            Message(
                en: "is an error of the spreadsheet; mend the formula or type the value",
                ro: "este o eroare a foii de calcul; corectați formula sau scrieți valoarea"
            )
        case .numberAsDay:
            Message(
                en: "a spreadsheet made a date of the number; format the column as text and type it again",
                ro: "foaia de calcul a făcut din număr o dată; formatați coloana ca text și rescrieți"
            )
        case .numberAsFraction:
            Message(
                en: "a program put a fraction behind the number; format the column as text and type it again without",
                ro: "un program a adăugat zecimale numărului; formatați coloana ca text și rescrieți-l fără ele"
            )
        case .numberInGroups:
            Message(
                en: "a spreadsheet put spaces between the number's digits; format the column as text and save it again",
                ro:
                    "foaia de calcul a despărțit cifrele numărului prin spații; formatați coloana ca text și salvați din nou"
            )
        case .notAName:
            Message(
                en:
                    "has digits or signs that no name has; look whether the columns are shifted, or save the file again as CSV UTF-8",
                ro:
                    "conține cifre sau semne care nu apar în nume; verificați dacă sunt decalate coloanele sau salvați din nou fișierul ca CSV UTF-8"
            )
        case .lostLetters:
            Message(
                en: "has lost letters to another encoding; save the file again as CSV UTF-8",
                ro: "are litere stricate de altă codificare; salvați din nou fișierul ca CSV UTF-8"
            )
        case .oneNameOnly:
            Message(
                en: "has one name only; write family name and given name, with a comma between them",
                ro: "conține un singur nume; scrieți numele și prenumele, cu virgulă între ele"
            )
        case .openParticle:
            Message(
                en:
                    "may begin the family name with a small word, and nothing tells; put a comma behind the family name, as in Van der Berg, Anna",
                ro:
                    "poate avea un cuvânt de legătură în numele de familie și nimic nu o arată; puneți virgulă după numele de familie, ca în Van der Berg, Anna"
            )
        case .nameWithMore:
            Message(
                en: "has a title or a remark in brackets beside the name; write family name and given name alone",
                ro: "conține un titlu sau o mențiune între paranteze pe lângă nume; scrieți doar numele și prenumele"
            )
        case .tooManyCells:
            Message(
                en: "has more cells than the header; a cell with the delimiter in it must be in quotes",
                ro: "are mai multe celule decât antetul; o celulă care conține separatorul trebuie pusă între ghilimele"
            )
        case .noSuchPackage: Message(en: "is no package of the catalogue", ro: "nu este un pachet din catalog")
        case .noSuchDay: Message(en: "is no day of the calendar", ro: "nu este o dată din calendar")
        case .notADay:
            Message(
                en: "is no date; write it as 2026-11-20 or 20.11.2026",
                ro: "nu este o dată; scrieți-o ca 20.11.2026 sau 2026-11-20"
            )
        case .jalaliDay:
            Message(
                en: "is a date of the Iranian calendar; write the Gregorian one, as in 2026-11-20",
                ro: "este o dată din calendarul iranian; scrieți data gregoriană, ca 2026-11-20"
            )
        case .shortYear:
            Message(
                en: "has a year of two digits; write four, as in 20.11.2026",
                ro: "are anul din două cifre; scrieți-l cu patru, ca 20.11.2026"
            )
        case .dayAsNumber:
            Message(
                en: "is a spreadsheet's number for a day; format the column as a date",
                ro: "este numărul unei zile din foaia de calcul; formatați coloana ca dată"
            )
        case .yearOutOfRange:
            Message(en: "has a year before 1900 or after 2199", ro: "are un an înainte de 1900 sau după 2199")
        case .bornInFuture: Message(en: "is still to come", ro: "este în viitor")
        case .noSuchLanguage: Message(en: "is no language, as in ro or en", ro: "nu este o limbă, ca ro sau en")
        case .endsBeforeStart: Message(en: "is before the first day of work", ro: "este înaintea primei zile de lucru")
        case .addedLeadingZero:
            Message(
                en:
                    "is an employee's number with zeros in front; write it as before, or renumber the employee by national id",
                ro: "este marca unui angajat cu zerouri în față; scrieți-o ca înainte sau schimbați marca prin CNP"
            )
        case .numberTwice:
            Message(en: "stands in more than one row of the file", ro: "apare în mai multe rânduri ale fișierului")
        case .nationalIDTwice:
            Message(
                en: "stands in more than one row of the file: two people with one number",
                ro: "apare în mai multe rânduri ale fișierului: două persoane cu același număr"
            )
        case .usernameTwice:
            Message(en: "stands in more than one row of the file", ro: "apare în mai multe rânduri ale fișierului")
        case .usernameTaken:
            Message(en: "isn't free; choose another", ro: "nu este liber; alegeți altul")
        case .numberOfAnother:
            Message(
                en:
                    "belongs to an employee with another national id; if that id was wrong, upload the row with an empty national id and apply it, then with the right one",
                ro:
                    "aparține unui angajat cu alt cod numeric personal; dacă acela era greșit, încărcați rândul cu CNP-ul gol și aplicați, apoi cu cel corect"
            )
        case .nationalIDOfAnother:
            Message(
                en: "belongs to an employee with another number",
                ro: "aparține unui angajat cu altă marcă"
            )
        default: matching
        }
    }
}
