import Store

/// Every statement on rosters as a whole.
enum RosterSQL {
    static let insert: SQL = """
        INSERT INTO roster (id, employer, mode, state, uploaded_at, uploaded_by, touched_at, base)
        SELECT ?1, id, ?3, 'reading', ?4, ?5, ?4, roster_base FROM employer WHERE id = ?2
        """

    static let roster: SQL = """
        SELECT id, employer, mode, state, uploaded_at, uploaded_by, sha256, byte_count, encoding, delimiter, rows_read,
            steps_done, steps_total, joins, leaves, changes, unchanged, refused, problem, problem_detail, applied_at,
            applied_by, confirmed_leavers, undone_at, undone_by,
            (SELECT needs_approval FROM employer e WHERE e.id = roster.employer), warned, ends
        FROM roster WHERE id = ?1
        """

    static let history: SQL = """
        SELECT id, employer, mode, state, uploaded_at, uploaded_by, sha256, byte_count, encoding, delimiter, rows_read,
            steps_done, steps_total, joins, leaves, changes, unchanged, refused, problem, problem_detail, applied_at,
            applied_by, confirmed_leavers, undone_at, undone_by,
            (SELECT needs_approval FROM employer e WHERE e.id = roster.employer), warned, ends
        FROM roster WHERE employer = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
        """

    static let columns: SQL = """
        SELECT header, field, dates, holds FROM roster_column WHERE roster = ?1 ORDER BY position
        """

    static let approvals: SQL = """
        SELECT login, approved_at FROM roster_approval WHERE roster = ?1 ORDER BY approved_at, login
        """

    static let delimiter: SQL = "SELECT delimiter FROM roster WHERE id = ?1"

    // Reading

    static let setReading: SQL = """
        UPDATE roster SET sha256 = ?2, byte_count = ?3, encoding = ?4, delimiter = ?5, given = ?6, steps_total = ?7,
            touched_at = ?8
        WHERE id = ?1 AND state = 'reading'
        """

    static let insertColumn: SQL = """
        INSERT INTO roster_column (roster, position, header, field, dates, holds) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """

    static let setDigest: SQL = "UPDATE roster SET sha256 = ?2, byte_count = ?3 WHERE id = ?1 AND state = 'reading'"

    static let setDialect: SQL = "UPDATE roster SET encoding = ?2, delimiter = ?3 WHERE id = ?1 AND state = 'reading'"

    static let touch: SQL = """
        UPDATE roster SET rows_read = ?2, steps_done = ?3, touched_at = ?4 WHERE id = ?1 AND state = 'reading'
        """

    static let showLife: SQL = "UPDATE roster SET touched_at = ?2 WHERE id = ?1 AND state = 'reading'"

    /// Comparing begins here, so this is what it is compared with.
    static let takeBase: SQL = """
        UPDATE roster SET base = (SELECT roster_base FROM employer e WHERE e.id = roster.employer)
        WHERE id = ?1 AND state = 'reading'
            AND NOT EXISTS (SELECT 1 FROM roster o WHERE o.employer = roster.employer AND o.state = 'applying')
        """

    static let setCompared: SQL = """
        UPDATE roster SET state = ?2, joins = ?3, leaves = ?4, changes = ?5, unchanged = ?6, refused = ?7,
            ends = ?8, steps_done = steps_total, touched_at = ?9,
            warned = (SELECT count(*) FROM roster_warning w WHERE w.roster = roster.id)
        WHERE id = ?1 AND state = 'reading'
        """

    static let fail: SQL = """
        UPDATE roster SET state = 'failed', problem = ?2, problem_detail = ?3 WHERE id = ?1 AND state = 'reading'
        """

    static let failInterrupted: SQL = """
        UPDATE roster SET state = 'failed', problem = 'roster-interrupted'
        WHERE state = 'reading' AND touched_at < ?1 RETURNING id
        """

    /// Marks old ones, and those whose clearing a crash has interrupted: from here on they can't be applied, however far
    /// the clearing comes. One whose application begins meanwhile is left out.
    static let setCleared: SQL = """
        UPDATE roster SET cleared_at = COALESCE(cleared_at, ?2)
        WHERE state NOT IN ('reading', 'applying') AND id IN (
            SELECT o.id FROM roster o
            WHERE o.state NOT IN ('reading', 'applying') AND (
                o.cleared_at IS NULL AND o.uploaded_at < ?1
                OR (o.cleared_at IS NOT NULL OR o.state = 'failed')
                    AND EXISTS (SELECT 1 FROM roster_row r WHERE r.roster = o.id))
            ORDER BY o.id LIMIT 100)
        RETURNING id
        """

    static let forgetColumns: SQL = "DELETE FROM roster_column WHERE roster = ?1"

    // Applying

    static let application: SQL = """
        SELECT r.employer, r.state, r.base, e.roster_base, r.leaves + r.ends, r.change_set, r.applied_on, r.stage, r.place,
            r.given, e.zone, e.country, r.cleared_at IS NOT NULL
        FROM roster r JOIN employer e ON e.id = r.employer WHERE r.id = ?1
        """

    static let changeSet: SQL = "SELECT change_set FROM roster WHERE id = ?1"

    static let employer: SQL = "SELECT employer FROM roster WHERE id = ?1"

    static let raiseBase: SQL = """
        UPDATE employer SET roster_base = roster_base + 1 WHERE id = ?1 RETURNING roster_base
        """

    static let begin: SQL = """
        UPDATE roster SET state = 'applying', change_set = ?2, applied_base = ?3, applied_on = ?4, applied_by = ?5,
            confirmed_leavers = ?6, place = '', steps_done = 0,
            stage = CASE WHEN joins > 0 THEN 1 ELSE 3 END,
            steps_total = 2 * joins + changes + leaves
        WHERE id = ?1 AND state IN ('ready', 'held') AND cleared_at IS NULL
        """

    static let approve: SQL = """
        INSERT INTO roster_approval (roster, login, approved_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
        """

    /// A row when the employer asks for a second user's yes, and nobody but the uploader and ?2 has said it.
    static let isUnapproved: SQL = """
        SELECT 1 FROM roster r JOIN employer e ON e.id = r.employer
        WHERE r.id = ?1 AND e.needs_approval = 1 AND NOT EXISTS (
            SELECT 1 FROM roster_approval a
            WHERE a.roster = r.id AND a.login IS DISTINCT FROM r.uploaded_by AND a.login IS DISTINCT FROM ?2)
        """

    static let isAnyApplying: SQL = "SELECT 1 FROM roster WHERE employer = ?1 AND state = 'applying'"

    static let advance: SQL = """
        UPDATE roster SET stage = ?2, place = ?3, steps_done = steps_done + ?4 WHERE id = ?1 AND state = 'applying'
        """

    /// Moves an application within or beyond stage 1, from the place ?5: ?4 steps, or to where half of those who join is
    /// done.
    static let moveFiling: SQL = """
        UPDATE roster SET stage = ?2, place = ?3, steps_done = COALESCE(steps_done + ?4, joins)
        WHERE id = ?1 AND state = 'applying' AND stage = 1 AND place = ?5
        """

    static let setApplied: SQL = """
        UPDATE roster SET state = 'applied', applied_at = ?2, steps_done = steps_total
        WHERE id = ?1 AND state = 'applying'
        """

    static let progress: SQL = "SELECT state, steps_done, steps_total FROM roster WHERE id = ?1"

    static let applying: SQL = "SELECT id FROM roster WHERE state = 'applying' ORDER BY id"
}
