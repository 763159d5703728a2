import Entitlements
public import Kernel
public import Store

extension Employers {
    /// Adds an agreement that holds from a day until the next one.
    ///
    /// How coverage ends counts for the last days of work from that day on, in rosters that are applied from now on; what
    /// an applied roster has ended stays as it is. The same agreement again gives the one there is.
    ///
    /// - Parameters:
    ///   - replace: whether it takes the place of another one from that day that hasn't begun.
    ///   - isReliedOn: whether somebody relies on the other one already, so that it stays; asked with the employer locked.
    ///
    /// Throws `agreementExists` when that day has another one that stays, `priceInvalid` for no prices, prices below zero or in
    /// another currency, `noSuchPackage`.
    @discardableResult
    public func addAgreement(
        _ employer: EmployerID,
        from day: Day,
        prices: [PackageCode: PackagePrice],
        coverageEnds: CoverageEnd = .month,
        replace: Bool = false,
        isReliedOn: () throws -> Bool = { false },
        in session: Session
    ) throws -> Agreement {
        try session.lock(employer)
        let account = try self.employer(employer, in: session)
        let currency = account.currency
        let amounts = prices.values.flatMap { [$0.price, $0.familyPrice] }
        guard !amounts.isEmpty, amounts.allSatisfy({ $0.amount >= 0 && $0.currency == currency }) else {
            throw EmployersFailure.priceInvalid
        }
        try checkPackages(prices.keys, in: session)
        let id: AgreementID = session.newID()
        guard try session.runCounting(EmployersSQL.insertAgreement, id, employer, day, coverageEnds.rawValue) == 1
        else {
            let known = try session.first(EmployersSQL.agreementFrom, employer, day) { row in
                (id: try row[0] as AgreementID, ends: try CoverageEnd.read(row, 1))
            }
            guard let known else { throw EmployersFailure.agreementExists(mayBeReplaced: false) }
            let agreement = Agreement(
                id: known.id,
                employer: employer,
                from: day,
                coverageEnds: coverageEnds,
                prices: prices
            )
            let knownPrices = try self.prices(of: known.id, currency: currency, in: session)
            if known.ends == coverageEnds, knownPrices == prices { return agreement }
            let mayBeReplaced = try day > account.zone.day(at: session.now) && !isReliedOn()
            guard replace, mayBeReplaced else {
                throw EmployersFailure.agreementExists(mayBeReplaced: mayBeReplaced)
            }
            try session.run(EmployersSQL.setCoverageEnds, known.id, coverageEnds.rawValue)
            try session.run(EmployersSQL.deletePrices, known.id)
            try insert(prices, of: known.id, in: session)
            return agreement
        }
        try insert(prices, of: id, in: session)
        return Agreement(id: id, employer: employer, from: day, coverageEnds: coverageEnds, prices: prices)
    }

    /// An employer's agreements, the oldest first.
    public func agreements(of employer: EmployerID, in session: Session) throws -> [Agreement] {
        let currency = try self.employer(employer, in: session).currency
        let found = try session.all(EmployersSQL.agreements, employer, 1000) { row in
            (id: try row[0] as AgreementID, from: try row[1] as Day, ends: try CoverageEnd.read(row, 2))
        }
        return try found.map { id, from, ends in
            let prices = try prices(of: id, currency: currency, in: session)
            return Agreement(id: id, employer: employer, from: from, coverageEnds: ends, prices: prices)
        }
    }

    /// The first day that an employer's people can have been covered: the one on which its account was opened or, if it is
    /// earlier, the first of its first agreement. Throws `noSuchEmployer`.
    public func firstDay(of employer: Employer, in session: Session) throws -> Day {
        let beginning = try session.first(EmployersSQL.beginning, employer.id) { row in
            (openedAt: try row[0] as Instant, agreedFrom: try row[1] as Day?)
        }
        guard let beginning else { throw EmployersFailure.noSuchEmployer }
        let opened = employer.zone.day(at: beginning.openedAt)
        return min(opened, beginning.agreedFrom ?? opened)
    }

    /// What an employer's agreements say about the end of coverage.
    func coverageTerms(of employer: EmployerID, in session: Session) throws -> CoverageTerms {
        CoverageTerms(
            agreements: try session.all(EmployersSQL.agreements, employer, 1000) { row in
                (from: try row[1] as Day, ends: try CoverageEnd.read(row, 2))
            }
        )
    }

    /// What a package costs an employer on a day; nil when no agreement holds then, or the one that does has no such
    /// package.
    public func price(
        of package: PackageCode,
        employer: EmployerID,
        on day: Day,
        in session: Session
    ) throws -> PackagePrice? {
        try session.first(EmployersSQL.price, employer, package, day) { row in
            let currency: Currency = try row[2]
            return PackagePrice(
                price: Money(amount: try row[0], currency: currency),
                familyPrice: Money(amount: try row[1], currency: currency)
            )
        }
    }

    private func insert(
        _ prices: [PackageCode: PackagePrice],
        of agreement: AgreementID,
        in session: Session
    ) throws {
        try session.runEach(EmployersSQL.insertPrice, prices.sorted { $0.key < $1.key }) { entry, arguments in
            arguments = [
                agreement.value, entry.key.value, entry.value.price.amount.value,
                entry.value.familyPrice.amount.value,
            ]
        }
    }

    private func prices(
        of agreement: AgreementID,
        currency: Currency,
        in session: Session
    ) throws -> [PackageCode: PackagePrice] {
        let found = try session.all(EmployersSQL.prices, agreement) { row in
            (
                try row[0] as PackageCode,
                PackagePrice(
                    price: Money(amount: try row[1], currency: currency),
                    familyPrice: Money(amount: try row[2], currency: currency)
                )
            )
        }
        return Dictionary(found) { first, _ in first }
    }

    private func checkPackages(_ codes: some Sequence<PackageCode>, in session: Session) throws {
        for code in codes where try entitlements.package(code, in: session) == nil {
            throw EmployersFailure.noSuchPackage
        }
    }
}
