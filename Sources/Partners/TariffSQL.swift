import Store

/// Every statement about tariffs.
enum TariffSQL {
    /// Numbered as they are set; whoever sets one has locked the partner.
    static let insert: SQL = """
        INSERT INTO tariff (id, partner, number, from_day, currency, set_at, set_by)
        SELECT ?1, ?2, COALESCE(MAX(number), 0) + 1, ?3, ?4, ?5, ?6 FROM tariff WHERE partner = ?2
        """

    static let insertPrice: SQL = "INSERT INTO tariff_price (tariff, service, price) VALUES (?1, ?2, ?3)"

    static let tariffs: SQL = """
        SELECT id, from_day, currency FROM tariff WHERE partner = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
        """

    static let lastFrom: SQL = """
        SELECT id, from_day, currency FROM tariff
        WHERE partner = ?1 AND from_day = ?2 ORDER BY number DESC LIMIT 1
        """

    static let prices: SQL = "SELECT service, price FROM tariff_price WHERE tariff = ?1"

    /// All prices of a partner, in the order in which they replace one another.
    static let entries: SQL = """
        SELECT p.service, t.from_day, p.price, t.currency FROM tariff t JOIN tariff_price p ON p.tariff = t.id
        WHERE t.partner = ?1 ORDER BY t.from_day, t.number
        """
}
