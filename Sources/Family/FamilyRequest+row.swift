import Kernel
import Store

extension FamilyRequest {
    /// Reads what every statement of `FamilySQL` on requests selects.
    init(row: Row) throws {
        let id: FamilyRequestID = try row[0]
        let employer: EmployerID = try row[1]
        let employment: EmploymentID = try row[2]
        let member: PersonID = try row[3]
        let package: PackageCode = try row[10]
        let price = Money(amount: try row[11], currency: try row[12])
        var addOn: AddOn?
        if let addOnID = try row[20] as AddOnID? {
            let (requestedUntil, leftUntil): (Day?, Day?) = (try row[23], try row[24])
            let offer = try PriceOffer(amount: row[27], from: row[28], currency: price.currency)
            let until = FamilyRules.earlier(FamilyRules.earlier(requestedUntil, leftUntil), offer?.from)
            addOn = AddOn(
                id: addOnID,
                request: id,
                employer: employer,
                employment: employment,
                member: member,
                person: try row[21],
                package: package,
                price: Money(amount: try row[25], currency: price.currency),
                pricedFrom: try row[26],
                offer: offer,
                startsOn: try row[22],
                until: until,
                endReason: until.map { $0 == requestedUntil ? .requested : $0 == leftUntil ? .left : .price },
                requestedUntil: requestedUntil,
                leftUntil: leftUntil
            )
        }
        self.init(
            id: id,
            employer: employer,
            employment: employment,
            member: member,
            employeeNumber: try row[4],
            employeeName: try row[5],
            givenName: try row[6],
            familyName: try row[7],
            relation: try row[8],
            birthDate: try row[9],
            package: package,
            price: price,
            consent: DeductionConsent(version: try row[13], language: try row[14], at: try row[15]),
            state: try row[16],
            requestedAt: try row[17],
            decidedAt: try row[18],
            refusalReason: try row[19],
            addOn: addOn
        )
    }
}
