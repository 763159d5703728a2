import Employers
public import Kernel
import People
public import Store

extension Family {
    /// Brings an employer's add-ons in line with what its agreements say of the next months (B23): a lower price counts
    /// from its month on; a higher one is announced, and the add-on ends before its month unless the member consents.
    /// Doing it again changes nothing.
    ///
    /// For after an agreement was added, and now and then, since months come near.
    ///
    /// - Returns: how many members' add-ons have another price to come that they hadn't before.
    @discardableResult
    public func followPrices(of employer: EmployerID, in session: Session) throws -> Int {
        try session.lock(employer)
        let account = try employers.employer(employer, in: session)
        let today = account.zone.day(at: session.now)
        let months = FamilyRules.pricedMonths(today: today, try calendar(of: account, in: session))
        let noticed = FamilyRules.noticed(today: today)
        var agreed: [AgreedPrice: Int64?] = [:]
        var changed = 0
        for addOn in try priced(of: employer, after: today, in: session) {
            let isChanged = try takeOver(addOn, in: months, noticed: noticed, in: session) { month in
                let asked = AgreedPrice(package: addOn.package, month: month)
                if let known = agreed[asked] { return known }
                let price = try employers.price(of: asked.package, employer: employer, on: month.firstDay, in: session)
                agreed[asked] = .some(price?.familyPrice.amount)
                return price?.familyPrice.amount
            }
            if isChanged { changed += 1 }
        }
        return changed
    }

    /// The member consents to the price that was offered: the add-on goes on, and costs it from its month on. Consenting to
    /// it again changes nothing.
    ///
    /// Throws `noSuchAddOn` for another member's, `noNewPrice` when none waits for a consent, `priceChanged` when another one
    /// does, `alreadySubscribed` when the family member has another add-on by then, People's `consentNotCurrent`.
    @discardableResult
    public func consent(
        to price: Money,
        of id: AddOnID,
        version: String,
        language: Language,
        by member: PersonID,
        in session: Session
    ) throws -> AddOn {
        try session.lock(try requestOf(id, in: session).employer)
        let request = try requestOf(id, in: session)
        guard request.member == member, let addOn = request.addOn else { throw FamilyFailure.noSuchAddOn }
        try session.lock(member)
        let today = try employers.today(of: request.employer, in: session)
        guard let offer = addOn.offer, offer.from > today else {
            guard addOn.requestedUntil == nil, addOn.offer == nil,
                try prices(of: addOn, in: session).dropFirst().contains(where: { $0.price == price })
            else { throw FamilyFailure.noNewPrice }
            return addOn
        }
        guard offer.price == price else { throw FamilyFailure.priceChanged(now: offer.price) }
        guard try !isSubscribed(request, on: offer.from, in: session) else { throw FamilyFailure.alreadySubscribed }
        try people.accept(.payrollDeduction, version: version, by: member, in: session)
        let consent = DeductionConsent(version: version, language: language, at: session.now)
        try setPrice(of: id, offer.price.amount, from: offer.from.month, with: consent, in: session)
        try session.runOne(FamilySQL.offer, id, nil as Int64?, nil as Day?)
        let after = try self.addOn(id, in: session)
        try follow(after, in: session)
        return after
    }

    /// What a new add-on costs: on its start what the agreement says, later on too as far as the months are such that nobody is told
    /// of them in time any more, or whose price the member was shown. Never more than the consent is for.
    func setPrices(of addOn: AddOnID, _ request: FamilyRequest, from start: Day, at first: Money, in session: Session)
        throws
    {
        let employer = try employers.employer(request.employer, in: session)
        let (today, asked) = (employer.zone.day(at: session.now), employer.zone.day(at: request.requestedAt))
        let shown = FamilyRules.usualStart(today: asked).month
        var current = first.amount
        try setPrice(of: addOn, current, from: start.month, in: session)
        for month in FamilyRules.approvedMonths(startsOn: start, shown: shown, today: today) {
            let agreed = try employers.price(
                of: request.package,
                employer: employer.id,
                on: month.firstDay,
                in: session
            )
            guard let agreed else { continue }
            let price = min(agreed.familyPrice.amount, request.price.amount)
            guard price != current else { continue }
            try setPrice(of: addOn, price, from: month, in: session)
            current = price
        }
    }

    /// What an add-on costs from a month on, and the consent to it where it is the first that is so high.
    func setPrice(
        of addOn: AddOnID,
        _ price: Int64,
        from month: Month,
        with consent: DeductionConsent? = nil,
        in session: Session
    ) throws {
        try session.run(
            FamilySQL.insertPrice,
            addOn,
            month,
            price,
            consent?.version,
            consent?.language,
            consent?.at
        )
    }

    /// What an add-on costs, and from when; the earliest first.
    func prices(of addOn: AddOn, in session: Session) throws -> [PriceOffer] {
        try session.all(FamilySQL.prices, addOn.id) { row in
            let month: Month = try row[0]
            return PriceOffer(price: Money(amount: try row[1], currency: addOn.price.currency), from: month.firstDay)
        }
    }

    /// Takes over what was agreed on for the months, where it isn't what the add-on costs.
    private func takeOver(
        _ addOn: PricedAddOn,
        in months: [Month],
        noticed: Month,
        in session: Session,
        agreed: (Month) throws -> Int64?
    ) throws -> Bool {
        var prices = addOn.prices
        var offer = try offer(standingOf: addOn, noticed: noticed, in: session, agreed: agreed)
        var lowered: PriceOffer?
        var isRestored = false
        for month in months where month > addOn.startsOn.month && addOn.until.map({ month.firstDay < $0 }) ?? true {
            if let offer, month >= offer.from.month { break }
            let (due, before) = (prices.price(in: month), prices.price(in: month.adding(months: -1)))
            guard let price = try agreed(month), price != due else { continue }
            let new = PriceOffer(price: Money(amount: price, currency: addOn.currency), from: month.firstDay)
            // A lower price that hasn't come yet and is taken back leaves what was consented to.
            if price <= max(before, due) {
                try setPrice(of: addOn.id, price, from: month, in: session)
                prices.set(price, from: month)
                if price == before { isRestored = true } else { lowered = lowered ?? new }
            } else if month >= noticed, offer == nil {
                offer = new
            }
        }
        let isOffered = offer != addOn.offer
        guard isOffered || lowered != nil || isRestored else { return false }
        try session.runOne(FamilySQL.offer, addOn.id, offer?.price.amount, offer?.from)
        let request = try requestOf(addOn.id, in: session)
        guard let after = request.addOn else { throw FamilyFailure.noSuchAddOn }
        if isOffered { try follow(after, in: session) }
        if let lowered { try tellLower(request, lowered, in: session) }
        if isOffered, let offer, after.endReason == .price { try tellHigher(request, offer, in: session) }
        if lowered == nil, offer == nil { try tellUnchanged(request, after, in: session) }
        return true
    }

    /// What becomes of a price that was announced, after what is agreed on now: it stands, is another one, or is taken back.
    private func offer(
        standingOf addOn: PricedAddOn,
        noticed: Month,
        in session: Session,
        agreed: (Month) throws -> Int64?
    ) throws -> PriceOffer? {
        guard let offer = addOn.offer else { return nil }
        let month = offer.from.month
        let due = addOn.prices.price(in: month)
        let price = try agreed(month) ?? due
        guard price != offer.price.amount else { return offer }
        // Who was told that it ends relies on that: only with notice enough does it go on without a word of theirs, and not where
        // they have asked anew meanwhile.
        if price <= due, month >= noticed {
            let request = try requestOf(addOn.id, in: session)
            if try !isSubscribed(request, on: offer.from, in: session) { return nil }
        }
        return PriceOffer(price: Money(amount: price, currency: addOn.currency), from: offer.from)
    }

    /// The add-ons that go on after a day.
    private func priced(of employer: EmployerID, after day: Day, in session: Session) throws -> [PricedAddOn] {
        var addOns: [PricedAddOn] = []
        try session.each(FamilySQL.priced, employer, day) { row in
            let (month, price): (Month, Int64) = (try row[8], try row[9])
            if addOns.last?.id == (try row[0] as AddOnID) {
                addOns[addOns.count - 1].prices.set(price, from: month)
                return
            }
            let currency: Currency = try row[2]
            addOns.append(
                PricedAddOn(
                    id: try row[0],
                    package: try row[1],
                    currency: currency,
                    startsOn: try row[3],
                    until: FamilyRules.earlier(try row[4], try row[5]),
                    offer: try PriceOffer(amount: row[6], from: row[7], currency: currency),
                    prices: AddOnPrices(price, from: month)
                )
            )
        }
        return addOns
    }
}

/// A month's price in an agreement.
private struct AgreedPrice: Hashable {
    let package: PackageCode
    let month: Month
}

/// An add-on, as far as its price goes.
private struct PricedAddOn {
    let id: AddOnID
    let package: PackageCode
    let currency: Currency
    let startsOn: Day
    /// The first day without coverage, whatever becomes of the offer.
    let until: Day?
    let offer: PriceOffer?
    var prices: AddOnPrices
}
