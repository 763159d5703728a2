import Kernel

/// Lines for a shell, ready to paste: from activation to a cancelled visit.
struct DemoWalk {
    let result: DemoWork.Result
    let plan: DemoPlan
    let base: String
    let outbox: String

    var text: String {
        """
        Carnet listens on \(base)

        Paste these lines into another shell, in this folder. They walk from activation to a cancelled visit.
        # --- begin
        B=\(base); J='Content-Type: application/json'
        field() { sed -n 's/.*"'$1'":"\\([^"]*\\)".*/\\1/p'; }
        # \(plan.walk.email) asks for a code …
        A=$(curl -s $B/v1/activations -H "$J" -d '{"identifier":"\(plan.walk.email)"}' | field id)
        # … which lies in the outbox within seconds, and activates.
        for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; CODE=$(grep -rlF '"\(plan.walk.email)"' \(outbox) | xargs ls -t | xargs grep -hoE '\\b[0-9]{6}\\b' | head -1); [ -z "$CODE" ] || break; done
        TERMS=$(curl -s $B/v1/terms/current | field version)
        M=$(curl -s $B/v1/activations/$A/completion -H "$J" -d '{"code":"'$CODE'","password":"a long member password","termsVersion":"'$TERMS'"}' | field token)
        # Activated before? Then sign in.
        [ -n "$M" ] || M=$(curl -s $B/v1/sessions -H "$J" -d '{"identifier":"\(plan.walk.email)","password":"a long member password"}' | field token)
        curl -s $B/v1/me/credits -H "Authorization: Bearer $M"; echo
        # The desk signs in, verifies by identity card and phone, records a visit, and cancels it.
        D=$(curl -s $B/v1/sessions -H "$J" -d '{"identifier":"\(plan.desk.identifier)","password":"\(result.password)"}' | field token)
        V=$(curl -s $B/v1/verifications -H "$J" -H "Authorization: Bearer $D" -d '{"locationId":"\(result.locationId)","phone":"\(plan.walk.phone)","documentNumber":"\(plan.walk.documentNumber)"}' | sed 's/^{[^{]*"id":"\\(ver_[^"]*\\)".*/\\1/')
        K=$(date +%s)-$$
        X=$(curl -s $B/v1/visits -H "$J" -H "Authorization: Bearer $D" -H "Idempotency-Key: visit-$K" -d '{"verificationId":"'$V'","services":[{"serviceId":"\(plan.walk.service)"}]}' | field id)
        curl -s $B/v1/me/credits -H "Authorization: Bearer $M"; echo
        curl -s $B/v1/visits/$X/cancellation -H "$J" -H "Authorization: Bearer $D" -H "Idempotency-Key: cancel-$K" -d '{"reason":"entered by mistake"}'; echo
        curl -s $B/v1/me/credits -H "Authorization: Bearer $M"; echo
        # --- end
        """
    }
}
