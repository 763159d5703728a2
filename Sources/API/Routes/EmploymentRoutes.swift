import Employers
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// An employer's people, as its HR sees them: nothing about visits (B12).
enum EmploymentRoutes {
    /// GET /v1/employers/{id}/employments
    static func list(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let query = EmploymentQuery(
            text: try call.search(),
            state: try call.query("state", EmploymentState.self),
            package: try call.query("package", KernelMessages.notCode) { PackageCode($0) },
            limit: try call.limit(),
            cursor: try call.cursor(\.self)
        )
        let employers = call.services.employers
        let page = try await call.store.read { session in
            try employers.employments(of: caller.employer, query, in: session)
        }
        return try .json(ListReply(page.items.map(EmploymentReply.init), nextCursor: page.nextCursor))
    }
}

/// An employment on the wire; its last day is inclusive.
struct EmploymentReply: Encodable {
    let id: EmploymentID
    let employeeNumber: String
    let name: String
    let givenName: String
    let familyName: String
    let username: String?
    let email: String?
    let phone: String?
    let department: String?
    let package: PackageCode
    let state: String
    let startsOn: Day
    let endsOn: Day?

    init(_ item: EmploymentPage.Item) {
        let employment = item.employment
        id = employment.id
        employeeNumber = employment.employeeNumber
        name = "\(employment.givenName) \(employment.familyName)"
        givenName = employment.givenName
        familyName = employment.familyName
        username = employment.username
        email = employment.email
        phone = employment.phone
        department = employment.department
        package = employment.package
        state = item.state.rawValue
        startsOn = employment.startsOn
        endsOn = employment.endsOn.map { $0.adding(days: -1) }
    }
}
