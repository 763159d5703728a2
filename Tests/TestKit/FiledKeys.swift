public import Store

/// What people and employments are found by, which the program keeps in tables of its own.
public enum FiledKeys {
    /// Lists what is missing there for somebody who counts, and what leads to nobody.
    public static let mistakes: SQL = """
        SELECT 'no contact: ' || p.email FROM live_profile p WHERE p.email IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM profile_contact c WHERE c.contact = p.email AND c.source = p.source)
        UNION ALL
        SELECT 'no contact: ' || p.phone FROM live_profile p WHERE p.phone IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM profile_contact c WHERE c.contact = p.phone AND c.source = p.source)
        UNION ALL
        SELECT 'no name: ' || e.sort_name FROM live_employment e WHERE NOT EXISTS (
            SELECT 1 FROM employment_name n
            WHERE n.employer = e.employer AND n.sort_name = e.sort_name AND n.employment = e.id)
        UNION ALL
        SELECT 'no national id: ' || e.employee_number FROM live_employment e
        WHERE e.former = 0 AND e.national_id_index IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM employment_national_id k
            WHERE k.employer = e.employer AND k.national_id_index = e.national_id_index
                AND k.introduced = e.introduced AND k.employment = e.id)
        UNION ALL
        SELECT 'a national id that leads to nobody' FROM person p WHERE p.national_id_index IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM national_id n WHERE n.number_index = p.national_id_index AND n.person = p.id)
        UNION ALL
        SELECT 'a national id of nobody' FROM national_id n WHERE NOT EXISTS (
            SELECT 1 FROM person p WHERE p.id = n.person AND p.national_id_index = n.number_index)
        UNION ALL
        SELECT 'nobody has ' || c.contact FROM profile_contact c WHERE NOT EXISTS (
            SELECT 1 FROM profile p WHERE p.source = c.source AND (p.email = c.contact OR p.phone = c.contact))
        UNION ALL
        SELECT 'nobody is called ' || n.sort_name FROM employment_name n WHERE NOT EXISTS (
            SELECT 1 FROM employment e
            WHERE e.id = n.employment AND e.sort_name = n.sort_name AND e.employer = n.employer)
        UNION ALL
        SELECT 'nobody has a national id' FROM employment_national_id k WHERE NOT EXISTS (
            SELECT 1 FROM employment e
            WHERE e.id = k.employment AND e.introduced = k.introduced AND e.national_id_index = k.national_id_index)
        """
}
