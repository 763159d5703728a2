public import Kernel

// What HR and members do.
extension World {
    /// Somebody appears on a roster for the first time.
    public mutating func enroll(phone: String, document: String?, familyName: String, birthDate: Day) {
        people.append(Person(phone: phone, document: document, familyName: familyName, birthDate: birthDate))
    }

    /// An employment or add-on begins to cover.
    public mutating func cover(
        _ person: Int,
        _ id: SourceID,
        employer: Int,
        package: String,
        from: Day,
        until: Day?
    ) {
        var source = Source(id: id, employer: employer, applied: now)
        source.line.set(package, from: from)
        if let until { source.line.set(nil, from: until) }
        people[person].sources.append(source)
    }

    public mutating func end(_ person: Int, source: Int, until day: Day) {
        remember(person, source)
        people[person].sources[source].line.end(on: day)
    }

    public mutating func changePackage(_ person: Int, source: Int, to package: String, from day: Day) {
        remember(person, source)
        people[person].sources[source].line.replace(with: package, from: day)
    }

    public mutating func moveStart(_ person: Int, source: Int, to day: Day) {
        remember(person, source)
        people[person].sources[source].line.begin(on: day)
    }

    public mutating func reopen(_ person: Int, source: Int) {
        remember(person, source)
        people[person].sources[source].line.reopen()
    }

    /// What is in force today isn't taken back.
    private mutating func remember(_ person: Int, _ source: Int) {
        let known = people[person].sources[source]
        people[person].sources[source].replaced.append((known.line, through: today(known)))
    }

    /// An employer's people are refused from a day on.
    public mutating func suspend(_ employer: Int, from day: Day) {
        employers[employer].suspension.set(true, from: day)
    }

    /// An employer's people are served again from a day on.
    public mutating func reinstate(_ employer: Int, from day: Day) {
        employers[employer].suspension.set(nil, from: day)
    }

    public mutating func activate(_ person: Int) { people[person].isActivated = true }
}

extension DayLine {
    /// Nothing holds from that day on; an earlier end stays.
    mutating func end(on day: Day) {
        guard value(on: day) != nil || begins(after: day) else { return }
        set(nil, from: day)
    }
}
