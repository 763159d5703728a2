import CSV
import Kernel

extension ForeignFormat {
    /// What the file is, and how to make CSV of it.
    var message: Message {
        switch self {
        case .xlsx:
            Message(
                en:
                    "The file is an Excel workbook (.xlsx), whatever its name. Open it in Excel, choose File, Save As, the type “CSV UTF-8 (Comma delimited)”, and upload that file.",
                ro:
                    "Fișierul este un registru Excel (.xlsx), oricum s-ar numi. Deschideți-l în Excel, alegeți Fișier, Salvare ca, tipul „CSV UTF-8 (delimitat prin virgulă)” și încărcați acel fișier."
            )
        case .xls:
            Message(
                en:
                    "The file is a workbook of an old Excel (.xls), or one with a password. Open it in Excel, choose File, Save As, the type “CSV UTF-8 (Comma delimited)”, and upload that file.",
                ro:
                    "Fișierul este un registru Excel vechi (.xls) sau protejat cu parolă. Deschideți-l în Excel, alegeți Fișier, Salvare ca, tipul „CSV UTF-8 (delimitat prin virgulă)” și încărcați acel fișier."
            )
        case .ods:
            Message(
                en:
                    "The file is a LibreOffice spreadsheet (.ods). Open it, choose File, Save As, the type “Text CSV” with the character set UTF-8, and upload that file.",
                ro:
                    "Fișierul este o foaie de calcul LibreOffice (.ods). Deschideți-l, alegeți Fișier, Salvează ca, tipul „Text CSV” cu setul de caractere UTF-8 și încărcați acel fișier."
            )
        case .zip, .gzip:
            Message(
                en: "The file is a compressed archive. Unpack it and upload the CSV file that is in it.",
                ro: "Fișierul este o arhivă comprimată. Dezarhivați-l și încărcați fișierul CSV din el."
            )
        case .html, .xml:
            Message(
                en:
                    "The file is a web page or an XML document that some program named .csv or .xls. Open it in Excel, choose File, Save As, the type “CSV UTF-8 (Comma delimited)”, and upload that file.",
                ro:
                    "Fișierul este o pagină web sau un document XML pe care un program l-a numit .csv sau .xls. Deschideți-l în Excel, alegeți Fișier, Salvare ca, tipul „CSV UTF-8 (delimitat prin virgulă)” și încărcați acel fișier."
            )
        case .pdf:
            Message(
                en:
                    "The file is a PDF, which has no columns to read. Export the list as CSV from the program it is from.",
                ro:
                    "Fișierul este un PDF, care nu are coloane de citit. Exportați lista ca CSV din programul din care provine."
            )
        case .form:
            Message(
                en:
                    "The upload is a web form with a file in it. Send the file itself as the body, with the type text/csv (curl --data-binary @file).",
                ro:
                    "S-a trimis un formular web care conține un fișier. Trimiteți chiar fișierul, cu tipul text/csv (curl --data-binary @fișier)."
            )
        case .json:
            Message(
                en: "The file is JSON. Export the list as CSV, with a header row and one row for each person.",
                ro:
                    "Fișierul este JSON. Exportați lista ca CSV, cu un rând de antet și câte un rând pentru fiecare persoană."
            )
        }
    }
}
