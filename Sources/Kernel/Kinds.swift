// Every kind of thing that has an identifier, in one list, so that prefixes can't collide unseen.

/// A set of rows that become visible all at once (see Store's `ChangeSet`).
public enum ChangeSetKind: EntityKind { public static let prefix = "chg" }
/// A running program that shares work with others (see Store's `Lease`).
public enum HolderKind: EntityKind { public static let prefix = "hol" }
/// A human being.
public enum PersonKind: EntityKind { public static let prefix = "per" }
/// Somebody's login.
public enum LoginKind: EntityKind { public static let prefix = "log" }
/// A signed-in session.
public enum SessionKind: EntityKind { public static let prefix = "ses" }
/// A proof under way: activation, password reset or a new contact.
public enum ProofKind: EntityKind { public static let prefix = "prf" }
/// A company that buys subscriptions.
public enum EmployerKind: EntityKind { public static let prefix = "emp" }
/// What an employer negotiated, from a date.
public enum AgreementKind: EntityKind { public static let prefix = "agr" }
/// When an employer's people are refused.
public enum SuspensionKind: EntityKind { public static let prefix = "sus" }
/// An uploaded list of an employer's people.
public enum RosterKind: EntityKind { public static let prefix = "ros" }
/// One person on one employer's roster.
public enum EmploymentKind: EntityKind { public static let prefix = "job" }
/// What the directory says, until it is changed.
public enum DirectoryRevisionKind: EntityKind { public static let prefix = "dir" }
/// What the catalogue says, until it is changed.
public enum CatalogueRevisionKind: EntityKind { public static let prefix = "cat" }
/// That a person has a package from a day to a day.
public enum CoverageKind: EntityKind { public static let prefix = "cov" }
/// What a coverage comes from: an employment or a family add-on.
public enum SourceKind: EntityKind { public static let prefix = "src" }
/// A clinic, laboratory or practice of the network.
public enum PartnerKind: EntityKind { public static let prefix = "par" }
/// What the operator pays a partner from a day on.
public enum TariffKind: EntityKind { public static let prefix = "tar" }
/// One address of a partner.
public enum LocationKind: EntityKind { public static let prefix = "loc" }
/// What the directory says of a location, until it is changed.
public enum LocationRevisionKind: EntityKind { public static let prefix = "lrv" }
/// A ledger account.
public enum AccountKind: EntityKind { public static let prefix = "acc" }
/// A credit movement.
public enum EntryKind: EntityKind { public static let prefix = "ent" }
/// The credits of a period, given to a member.
public enum GrantKind: EntityKind { public static let prefix = "gra" }
/// Credits that the operator gives or takes by hand.
public enum CorrectionKind: EntityKind { public static let prefix = "cor" }
/// A desk's proof of who stands before it.
public enum VerificationKind: EntityKind { public static let prefix = "ver" }
/// A line in the log of a desk's look-ups.
public enum LookupKind: EntityKind { public static let prefix = "lku" }
/// A service given to a verified member.
public enum VisitKind: EntityKind { public static let prefix = "vis" }
/// A member's wish for a family add-on.
public enum FamilyRequestKind: EntityKind { public static let prefix = "fre" }
/// A subscription for a member of an employee's family.
public enum AddOnKind: EntityKind { public static let prefix = "add" }
/// A message that is due, sent or failed.
public enum MessageKind: EntityKind { public static let prefix = "msg" }

/// Identifies a change set.
public typealias ChangeSetID = ID<ChangeSetKind>
/// Identifies a running program.
public typealias HolderID = ID<HolderKind>
/// Identifies a person.
public typealias PersonID = ID<PersonKind>
/// Identifies a login.
public typealias LoginID = ID<LoginKind>
/// Identifies a signed-in session.
public typealias SessionID = ID<SessionKind>
/// Identifies a proof under way.
public typealias ProofID = ID<ProofKind>
/// Identifies an employer.
public typealias EmployerID = ID<EmployerKind>
/// Identifies an agreement.
public typealias AgreementID = ID<AgreementKind>
/// Identifies a suspension.
public typealias SuspensionID = ID<SuspensionKind>
/// Identifies a roster.
public typealias RosterID = ID<RosterKind>
/// Identifies an employment.
public typealias EmploymentID = ID<EmploymentKind>
/// Identifies a revision of the catalogue.
public typealias CatalogueRevisionID = ID<CatalogueRevisionKind>
/// Identifies a coverage.
public typealias CoverageID = ID<CoverageKind>
/// Identifies what a coverage comes from; the bits are the employment's or the add-on's.
public typealias SourceID = ID<SourceKind>
/// Identifies a partner.
public typealias PartnerID = ID<PartnerKind>
/// Identifies a tariff.
public typealias TariffID = ID<TariffKind>
/// Identifies a location.
public typealias LocationID = ID<LocationKind>
/// Identifies a revision of the directory.
public typealias DirectoryRevisionID = ID<DirectoryRevisionKind>
/// Identifies a revision of a location.
public typealias LocationRevisionID = ID<LocationRevisionKind>
/// Identifies a ledger account.
public typealias AccountID = ID<AccountKind>
/// Identifies a ledger entry.
public typealias EntryID = ID<EntryKind>
/// Identifies a grant.
public typealias GrantID = ID<GrantKind>
/// Identifies a correction.
public typealias CorrectionID = ID<CorrectionKind>
/// Identifies a verification.
public typealias VerificationID = ID<VerificationKind>
/// Identifies a logged look-up.
public typealias LookupID = ID<LookupKind>
/// Identifies a visit.
public typealias VisitID = ID<VisitKind>
/// Identifies a family request.
public typealias FamilyRequestID = ID<FamilyRequestKind>
/// Identifies a family add-on.
public typealias AddOnID = ID<AddOnKind>
/// Identifies a message.
public typealias MessageID = ID<MessageKind>
