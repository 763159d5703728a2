import Entitlements
import Kernel

/// The desk's texts.
enum DeskMessages {
    /// What a refusal says.
    static func text(of failure: DeskFailure) -> Message {
        switch failure {
        case .noSuchMember:
            Message(
                en: "No such member. Check what was typed, or ask for the card on the phone.",
                ro: "Nu există un astfel de membru. Verificați datele introduse sau cereți cardul de pe telefon."
            )
        case .noSuchChild:
            Message(
                en:
                    "The member acts for no such child. Check the whole name and the birth date; from 18 on, everybody comes with an account of their own.",
                ro:
                    "Membrul nu reprezintă un astfel de copil. Verificați numele întreg și data nașterii; de la 18 ani, fiecare vine cu contul propriu."
            )
        case .notActivated:
            Message(
                en:
                    "The subscription isn't activated yet. The member activates it in the app or on the web, then comes back.",
                ro: "Abonamentul nu este încă activat. Membrul îl activează în aplicație sau pe web, apoi revine."
            )
        case .coverageNotStarted:
            Message(en: "The subscription begins on a later day.", ro: "Abonamentul începe la o dată ulterioară.")
        case .coverageEnded:
            Message(en: "The subscription has ended.", ro: "Abonamentul s-a încheiat.")
        case .employerSuspended:
            Message(
                en:
                    "The employer's subscription is suspended. It isn't the member's doing; the employer has to settle it.",
                ro:
                    "Abonamentul angajatorului este suspendat. Nu ține de membru; angajatorul trebuie să rezolve situația."
            )
        case .locationNotInPackage:
            Message(
                en: "This location isn't in the member's package.",
                ro: "Această locație nu este inclusă în pachetul membrului."
            )
        case .codeInvalid:
            Message(
                en: "The code isn't valid. Ask for the one that the phone shows now.",
                ro: "Codul nu este valid. Cereți codul afișat acum pe telefon."
            )
        case .tooManyTries:
            Message(
                en: "Too many look-ups have failed at this desk. Please wait before trying again.",
                ro: "Prea multe căutări eșuate la acest ghișeu. Vă rugăm să așteptați înainte de a reîncerca."
            )
        case .documentNotSeen:
            Message(
                en: "Without a number on record, look at the identity document and confirm that you have seen it.",
                ro: "Fără un număr înregistrat, priviți actul de identitate și confirmați că l-ați văzut."
            )
        case .notFound: Message(en: "There is no such thing here.", ro: "Nu există așa ceva aici.")
        case .verificationExpired:
            Message(
                en: "The verification is older than 15 minutes. Verify the member again.",
                ro: "Verificarea este mai veche de 15 minute. Verificați din nou membrul."
            )
        case .notCovered(let service):
            Message(en: "The package doesn't cover: \(service.en).", ro: "Pachetul nu acoperă: \(service.ro).")
        case .noSuchService(let service):
            Message(en: "The catalogue has no service {service}.", ro: "Catalogul nu are serviciul {service}.")
                .with(["service": service.text])
        case .serviceNotOffered(let service):
            Message(en: "This location doesn't offer: \(service.en).", ro: "Această locație nu oferă: \(service.ro).")
        case .limitReached(let service):
            Message(
                en: "Used as often as the package allows in this period: \(service.en).",
                ro: "Folosit de câte ori permite pachetul în această perioadă: \(service.ro)."
            )
        default: formal(failure)
        }
    }

    /// What is wrong with a request itself.
    private static func formal(_ failure: DeskFailure) -> Message {
        switch failure {
        case .servicesMissing:
            Message(en: "Name at least one service.", ro: "Indicați cel puțin un serviciu.")
        case .servicesTooMany:
            Message(en: "Name at most {limit} services.", ro: "Indicați cel mult {limit} servicii.")
                .with(["limit": String(DeskLimits.servicesPerVisit)])
        case .quantityInvalid:
            Message(en: "A quantity is from 1 to {limit}.", ro: "Cantitatea este între 1 și {limit}.")
                .with(["limit": String(DeskLimits.quantity)])
        case .reasonTooLong:
            Message(
                en: "The reason has at most {limit} characters.",
                ro: "Motivul are cel mult {limit} de caractere."
            ).with(["limit": String(DeskLimits.reasonCharacters)])
        case .idempotencyMismatch:
            Message(
                en: "This Idempotency-Key was used for another request. Use a new key for each act.",
                ro:
                    "Această Idempotency-Key a fost folosită pentru altă cerere. Folosiți o cheie nouă pentru fiecare acțiune."
            )
        case .alreadyCancelled:
            Message(en: "The visit was cancelled before.", ro: "Vizita a fost deja anulată.")
        case .periodClosed:
            Message(
                en: "The visit's month is over. Ask the operator to cancel it.",
                ro: "Luna vizitei s-a încheiat. Cereți operatorului să o anuleze."
            )
        default: Message(en: "This can't be done.", ro: "Acest lucru nu se poate face.")
        }
    }

    /// The subject of the message about a correction.
    static let correctedSubject = Message(
        en: "Credits were corrected",
        ro: "Credite corectate"
    )

    /// What a guardian is told about a child.
    static let aboutChild = Message(en: "{child}: {text}", ro: "{child}: {text}")

    /// What a member is told about a correction. The reason stays in the statement: it may be nobody else's business.
    static func corrected(_ credits: CreditAmount) -> Message {
        let message =
            credits > .zero
            ? Message(
                en: "Credits added to the subscription: {credits}. The reason is in the list of credits.",
                ro: "Credite adăugate la abonament: {credits}. Motivul este în lista de credite."
            )
            : Message(
                en: "Credits taken from the subscription: {credits}. The reason is in the list of credits.",
                ro: "Credite scăzute din abonament: {credits}. Motivul este în lista de credite."
            )
        return message.with(["credits": max(credits, -credits).description])
    }

    /// The subject of the message about a cancelled visit.
    static let cancelledSubject = Message(en: "A visit was cancelled", ro: "O vizită a fost anulată")

    /// What a member is told about a cancelled visit.
    static func cancelled(_ visit: Visit) -> Message {
        let message =
            visit.credits == .zero
            ? Message(
                en: "The visit of {day} at {place} was cancelled. It had used no credits.",
                ro: "Vizita din {day} la {place} a fost anulată. Nu folosise credite."
            )
            : Message(
                en: "The visit of {day} at {place} was cancelled. Credits returned: {credits}.",
                ro: "Vizita din {day} la {place} a fost anulată. Credite returnate: {credits}."
            )
        return message.with([
            "day": visit.day.description, "place": visit.place.name, "credits": visit.credits.description,
        ])
    }
}
