public import Kernel

extension RosterFailure {
    /// Hints name the parameters of the API; the command line fills in its options instead.
    public var message: Message {
        switch self {
        case .empty: Message(en: "The file is empty.", ro: "Fișierul este gol.")
        case .noRows:
            Message(
                en: "The file has a header and no row below it. Nobody was changed.",
                ro: "Fișierul are un antet și niciun rând. Nu s-a schimbat nimic."
            )
        case .columnsMissing(let columns) where columns.count > 1:
            Message(
                en:
                    "No columns are {columns}, which are required, in the first ten rows of the file. Name some so and upload the file again.",
                ro:
                    "În primele zece rânduri ale fișierului nicio coloană nu este {columns}, toate obligatorii. Denumiți-le astfel și încărcați din nou."
            ).with(["columns": columns.map(\.rawValue).joined(separator: ", ")])
        case .columnsMissing(let columns):
            Message(
                en:
                    "No column is {column}, which is required, in the first ten rows of the file. Name one so and upload the file again.",
                ro:
                    "În primele zece rânduri ale fișierului nicio coloană nu este {column}, care este obligatorie. Denumiți-o astfel și încărcați din nou."
            ).with(["column": columns.first?.rawValue ?? ""])
        case .columnTwice(let column):
            Message(
                en: "Two columns are {column}. Rename or remove one of them.",
                ro: "Două coloane sunt {column}. Redenumiți sau ștergeți una."
            ).with(["column": column.rawValue])
        case .namesInOneColumn(let header, let line):
            Message(
                en:
                    "The column “{header}” holds family and given names together, and nothing tells which is which (see line {line}). Split it in two columns (in Excel: Data, Text to Columns), or put a comma behind each family name and leave titles and remarks in brackets out, or say which comes first with {familyFirst} or {givenFirst}.",
                ro:
                    "Coloana „{header}” conține numele și prenumele împreună și nimic nu le deosebește (vezi linia {line}). Împărțiți-o în două coloane (în Excel: Date, Text în coloane), ori puneți virgulă după fiecare nume de familie și scoateți titlurile și mențiunile dintre paranteze, ori alegeți {familyFirst} (numele întâi) sau {givenFirst} (prenumele întâi)."
            ).with([
                "header": header, "line": String(line), "familyFirst": "names=family-first",
                "givenFirst": "names=given-first",
            ])
        case .notCSV(let format): format.message
        case .notReadable(let what):
            Message(
                en: "The file can't be read ({what}). Save it as CSV UTF-8 with commas or semicolons.",
                ro: "Fișierul nu poate fi citit ({what}). Salvați-l ca CSV UTF-8, cu virgulă sau punct și virgulă."
            ).with(["what": what])
        case .notText(let line):
            Message(
                en: "Line {line} holds bytes that are no text. Save the file as CSV UTF-8 and upload that.",
                ro:
                    "Linia {line} conține octeți care nu sunt text. Salvați fișierul ca CSV UTF-8 și încărcați-l pe acela."
            ).with(["line": String(line)])
        case .unclosedQuote(let line):
            Message(
                en: "The quote that opens on line {line} is never closed.",
                ro: "Ghilimelele deschise pe linia {line} nu se închid."
            ).with(["line": String(line)])
        case .strayQuote(let line):
            Message(
                en:
                    "In the row on line {line} a quote opens that a later row closes, so that the rows between them are one cell. Remove the quote, or the line breaks from that cell.",
                ro:
                    "În rândul de pe linia {line} se deschid ghilimele pe care le închide alt rând, iar rândurile dintre ele au devenit o singură celulă. Ștergeți ghilimelele sau sfârșiturile de linie din celulă."
            ).with(["line": String(line)])
        case .rowTooLong(let line):
            Message(
                en: "The row on line {line} is too long; perhaps a quote isn't closed.",
                ro: "Rândul de pe linia {line} este prea lung; poate ghilimelele nu se închid."
            ).with(["line": String(line)])
        case .tooManyColumns(let line, let limit):
            Message(
                en:
                    "The row on line {line} has more than {limit} columns. Delete the columns that aren't about the employees, empty ones too, and upload the file again.",
                ro:
                    "Rândul de pe linia {line} are mai mult de {limit} de coloane. Ștergeți coloanele care nu se referă la angajați, și pe cele goale, și încărcați fișierul din nou."
            ).with(["line": String(line), "limit": String(limit)])
        case .fileTooLarge(let limit):
            Message(
                en: "The file has more than {limit} bytes.",
                ro: "Fișierul are mai mult de {limit} octeți."
            ).with(["limit": String(limit)])
        case .tooManyRows(let limit):
            Message(
                en: "The file has more than {limit} rows.",
                ro: "Fișierul are mai mult de {limit} rânduri."
            ).with(["limit": String(limit)])
        case .datesAmbiguous(let header):
            Message(
                en:
                    "The dates with slashes in “{header}” don't tell whether the day or the month comes first: all can be read both ways, or some are written in each. Say which with {dmy} or {mdy}; dates of the other order are refused then.",
                ro:
                    "Datele scrise cu bară oblică în „{header}” nu arată dacă ziua sau luna este prima: toate se pot citi în două feluri sau sunt scrise unele într-un fel, altele în celălalt. Alegeți {dmy} (ziua întâi) sau {mdy}; datele scrise altfel sunt atunci refuzate."
            ).with(["header": header, "dmy": "dates=dmy", "mdy": "dates=mdy"])
        case .interrupted:
            Message(
                en: "Reading the file was interrupted. Upload it again.",
                ro: "Citirea fișierului a fost întreruptă. Încărcați-l din nou."
            )
        default: refusal
        }
    }

    /// The texts of what is refused about a roster that was read.
    private var refusal: Message {
        switch self {
        case .notReady:
            Message(en: "The roster is still being read.", ro: "Lista este încă în curs de citire.")
        case .notApplicable:
            Message(
                en: "This roster can't be applied any more. Upload the file again.",
                ro: "Lista nu mai poate fi aplicată. Încărcați fișierul din nou."
            )
        case .notApplied:
            Message(
                en: "This roster isn't applied, so there is nothing to undo.",
                ro: "Lista nu este aplicată, deci nu este nimic de anulat."
            )
        case .stale:
            Message(
                en: "Another roster was applied since this one was compared. Upload the file again.",
                ro: "Între timp a fost aplicată altă listă. Încărcați fișierul din nou."
            )
        case .leaversNotConfirmed(let leavers):
            Message(
                en:
                    "This roster would end the coverage of {leavers} people. If that is right, confirm the number {leavers}.",
                ro:
                    "Lista ar încheia acoperirea pentru {leavers} persoane. Dacă este corect, confirmați numărul {leavers}."
            ).with(["leavers": String(leavers)])
        case .notApproved:
            Message(
                en:
                    "This employer's rosters need a second HR user's approval. Ask a colleague who neither uploaded this one nor applies it to approve it first.",
                ro:
                    "Listele acestui angajator cer aprobarea unui al doilea utilizator HR. Rugați un coleg care nici nu a încărcat, nici nu aplică lista să o aprobe mai întâi."
            )
        case .ownRoster:
            Message(
                en: "You uploaded this roster yourself. A colleague must approve it.",
                ro: "Ați încărcat chiar dvs. această listă. Un coleg trebuie să o aprobe."
            )
        case .busy:
            Message(
                en: "Another roster is being applied. Try again when it is done.",
                ro: "O altă listă este în curs de aplicare. Reîncercați după aceea."
            )
        case .notLatest:
            Message(
                en: "Only the roster that was applied last can be undone.",
                ro: "Numai ultima listă aplicată poate fi anulată."
            )
        case .builtUpon:
            Message(
                en:
                    "Since this roster was applied somebody has activated an account, used a service or got a family add-on because of it, or a payroll month was closed, so it can't be undone. Upload a roster that says what is right.",
                ro:
                    "De la aplicarea acestei liste cineva și-a activat contul, a folosit un serviciu sau a primit un abonament de familie datorită ei, ori s-a închis o lună de salarizare, deci nu mai poate fi anulată. Încărcați o listă cu datele corecte."
            )
        case .forgotten:
            Message(
                en:
                    "The rows of this roster were forgotten after 90 days, so it can't be undone any more. Upload a roster that says what is right.",
                ro:
                    "Rândurile acestei liste au fost șterse după 90 de zile, deci nu mai poate fi anulată. Încărcați o listă cu datele corecte."
            )
        default:
            Message(en: "There is no such roster.", ro: "Nu există o astfel de listă.")
        }
    }
}
