public import Kernel
import Store

/// What a partner does for a member: a consultation, a blood test.
public struct Service: Hashable, Sendable {
    /// Its code; also its identifier outside.
    public let code: ServiceCode
    /// What people call it.
    public let name: LocalizedName
    /// Its category.
    public let category: CategoryCode
    /// Its category's name.
    public let categoryName: LocalizedName
    /// Its speciality, where it has one.
    public let speciality: SpecialityCode?
    /// Its speciality's name.
    public let specialityName: LocalizedName?

    init(row: Row) throws {
        code = try row[0]
        name = LocalizedName(ro: try row[1], en: try row[2])
        category = try row[3]
        categoryName = LocalizedName(ro: try row[4], en: try row[5])
        speciality = try row[6]
        if let ro: String = try row[7], let en: String = try row[8] {
            specialityName = LocalizedName(ro: ro, en: en)
        } else {
            specialityName = nil
        }
    }
}

/// A medical speciality.
public struct Speciality: Hashable, Sendable {
    /// Its code.
    public let code: SpecialityCode
    /// What people call it.
    public let name: LocalizedName

    init(row: Row) throws {
        code = try row[0]
        name = LocalizedName(ro: try row[1], en: try row[2])
    }
}
