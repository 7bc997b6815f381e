<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<!--
    Glossary. One word for one thing, the words that German-speaking futures traders use; terse, no address where none is
    needed (infinitives: "In NinjaTrader nachsehen."), sentences about money exact rather than elegant.

    contracts            Kontrakte (never Lose, never Stück)
    position             Position; long, short and flat stay
    to close, a close    schließen, die Schließung
    to flatten           glattstellen
    to reverse           drehen
    to resize            anpassen
    to cancel            stornieren
    order                die Order, die Orders
    working order        offene Order
    entry, stop, target  Einstieg, Stop, Ziel
    orphan               verwaist
    at market            zum Markt
    to fill, if hit      ausführen, bei Auslösung
    mark, average        Kurs, Einstand
    P&L                  G&V (Gewinn und Verlust)
    command, outcome     Befehl, Ergebnis
    verified             verifiziert (seen by a later read; not "bestätigt", which a broker does)
    accepted, refused    angenommen, abgelehnt
    read, request        Abfrage (of the panel), Anfrage (over the wire)
    review               prüfen
    notice, activity     Meldung, Aktivität
    account class        Klasse: Sim, Live, Unbekannt
    mask, nickname       maskieren, eigener Name
    keyring              Schlüsselbund
    fire drill           Notfallübung

    A sentence whose number may be 1 and that has no plural form avoids the verb ("Rest: {left} long.").
    "&" marks the key of a button or label; within one window each key occurs once.
-->
<context>
    <name>ctpanel</name>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Refused or not sent</source>
        <translation>Abgelehnt oder nicht gesendet</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ergebnis unbekannt</translation>
    </message>
    <message>
        <source>Orders left after a close</source>
        <translation>Orders übrig nach einer Schließung</translation>
    </message>
    <message>
        <source>Orders left or too big, found by reading</source>
        <translation>Orders übrig oder zu groß, durch Abfrage gefunden</translation>
    </message>
    <message>
        <source>Position changed, not by this window</source>
        <translation>Position geändert, nicht durch dieses Fenster</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Link restored</source>
        <translation>Verbindung wieder da</translation>
    </message>
    <message>
        <source>NinjaTrader away</source>
        <translation>NinjaTrader weg</translation>
    </message>
    <message>
        <source>Cancel {orders}</source>
        <translation>{orders} stornieren</translation>
    </message>
    <message>
        <source>VERIFIED cancelled</source>
        <translation>VERIFIZIERT storniert</translation>
    </message>
    <message>
        <source>Cancel this order</source>
        <translation>Diese Order stornieren</translation>
    </message>
    <message>
        <source>The order is not working any more.</source>
        <translation>Die Order ist nicht mehr offen.</translation>
    </message>
    <message>
        <source>The order is still there.</source>
        <translation>Die Order ist noch da.</translation>
    </message>
    <message>
        <source>An order that may be this one, without its id or with another, is still there.</source>
        <translation>Eine Order, die diese sein kann, ohne ihre Nummer oder mit einer anderen, ist noch da.</translation>
    </message>
    <message>
        <source>No position and no working order left in this account.</source>
        <translation>In diesem Konto ist keine Position und keine offene Order mehr da.</translation>
    </message>
    <message>
        <source>This order has no id here. Cancel the orders of its instrument, or use NinjaTrader.</source>
        <translation>Diese Order hat hier keine Kennung. Die Orders ihres Instruments stornieren oder NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>This row names no account. Refresh, or use NinjaTrader.</source>
        <translation>Diese Zeile nennt kein Konto. Aktualisieren oder NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>This row names no instrument. Refresh, or use NinjaTrader.</source>
        <translation>Diese Zeile nennt kein Instrument. Aktualisieren oder NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>“{instrument}” does not name one contract month. Use NinjaTrader.</source>
        <translation>„{instrument}“ bezeichnet nicht genau einen Kontraktmonat. NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>Close all {open}</source>
        <translation>Alle {open} schließen</translation>
    </message>
    <message>
        <source>Close {count} of {open}</source>
        <translation>{count} von {open} schließen</translation>
    </message>
    <message>
        <source>VERIFIED {left} left</source>
        <translation>VERIFIZIERT {left} übrig</translation>
    </message>
    <message>
        <source>This row names no account. Refresh, or close it in NinjaTrader.</source>
        <translation>Diese Zeile nennt kein Konto. Aktualisieren oder in NinjaTrader schließen.</translation>
    </message>
    <message>
        <source>This row names no instrument. Refresh, or close it in NinjaTrader.</source>
        <translation>Diese Zeile nennt kein Instrument. Aktualisieren oder in NinjaTrader schließen.</translation>
    </message>
    <message>
        <source>“{instrument}” does not name one contract month, so it could close another contract after a roll. Close it in NinjaTrader.</source>
        <translation>„{instrument}“ bezeichnet nicht genau einen Kontraktmonat und könnte nach einem Rollen einen anderen Kontrakt schließen. In NinjaTrader schließen.</translation>
    </message>
    <message>
        <source>There is nothing open here. Refresh to see what is.</source>
        <translation>Hier ist nichts offen. Aktualisieren zeigt, was offen ist.</translation>
    </message>
    <message>
        <source>The side of this position could not be read, so only all of it can be closed here. Choose All.</source>
        <translation>Die Seite dieser Position war nicht lesbar, deshalb kann sie hier nur ganz geschlossen werden. „Alle“ wählen.</translation>
    </message>
    <message>
        <source>Choose 1 to {open} contracts; that is what is open.</source>
        <translation>1 bis {open} Kontrakte wählen; so viele sind offen.</translation>
    </message>
    <message>
        <source>Choose 1 to 100 percent.</source>
        <translation>1 bis 100 Prozent wählen.</translation>
    </message>
    <message>
        <source>will be cancelled</source>
        <translation>wird storniert</translation>
    </message>
    <message>
        <source>stays; what it would do could not be read</source>
        <translation>bleibt; was sie bewirken würde, war nicht lesbar</translation>
    </message>
    <message>
        <source>stays; it would make the position bigger</source>
        <translation>bleibt; sie würde die Position vergrößern</translation>
    </message>
    <message>
        <source>stays; {count} too big</source>
        <translation>bleibt; um {count} zu groß</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>About {gain} booked at the last mark.</source>
        <translation>Etwa {gain} realisiert zum letzten Kurs.</translation>
    </message>
    <message>
        <source>Close all {open} {instrument} in {account} at market.</source>
        <translation>Alle {open} {instrument} in {account} zum Markt schließen.</translation>
    </message>
    <message>
        <source>Sell all {open} {instrument} in {account} at market.</source>
        <translation>Alle {open} {instrument} in {account} zum Markt verkaufen.</translation>
    </message>
    <message>
        <source>Buy all {open} {instrument} in {account} at market.</source>
        <translation>Alle {open} {instrument} in {account} zum Markt kaufen.</translation>
    </message>
    <message numerus="yes">
        <source>Sell {count} of {open} {instrument} in {account} at market; {n} stay long.</source>
        <extracomment>Sell {count} of {open} {instrument} in {account} at market; {n} stays long.</extracomment>
        <translation>
            <numerusform>{count} von {open} {instrument} in {account} zum Markt verkaufen; Rest: {n} long.</numerusform>
            <numerusform>{count} von {open} {instrument} in {account} zum Markt verkaufen; Rest: {n} long.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Buy {count} of {open} {instrument} in {account} at market; {n} stay short.</source>
        <extracomment>Buy {count} of {open} {instrument} in {account} at market; {n} stays short.</extracomment>
        <translation>
            <numerusform>{count} von {open} {instrument} in {account} zum Markt kaufen; Rest: {n} short.</numerusform>
            <numerusform>{count} von {open} {instrument} in {account} zum Markt kaufen; Rest: {n} short.</numerusform>
        </translation>
    </message>
    <message>
        <source>NT8 flattens the instrument and cancels its working orders.</source>
        <translation>NT8 stellt das Instrument glatt und storniert seine offenen Orders.</translation>
    </message>
    <message>
        <source>Working orders stay as they are.</source>
        <translation>Offene Orders bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Check stops and targets in NinjaTrader.</source>
        <translation>Stops und Ziele in NinjaTrader prüfen.</translation>
    </message>
    <message>
        <source>NT8 flattens the instrument; it has no working orders.</source>
        <translation>NT8 stellt das Instrument glatt; es hat keine offenen Orders.</translation>
    </message>
    <message numerus="yes">
        <source>NT8 flattens the instrument: {n} working orders will be cancelled.</source>
        <extracomment>NT8 flattens the instrument: {n} working order will be cancelled.</extracomment>
        <translation>
            <numerusform>NT8 stellt das Instrument glatt: {n} offene Order wird storniert.</numerusform>
            <numerusform>NT8 stellt das Instrument glatt: {n} offene Orders werden storniert.</numerusform>
        </translation>
    </message>
    <message>
        <source>No working orders on it.</source>
        <translation>Keine offenen Orders dazu.</translation>
    </message>
    <message numerus="yes">
        <source>{n} working orders stay as they are.</source>
        <extracomment>{n} working order stays as it is.</extracomment>
        <translation>
            <numerusform>{n} offene Order bleibt, wie sie ist.</numerusform>
            <numerusform>{n} offene Orders bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>together they are {count} too big</source>
        <translation>zusammen um {count} zu groß</translation>
    </message>
    <message>
        <source>Working orders stay: {orders}; {ending}</source>
        <translation>Offene Orders bleiben: {orders}; {ending}</translation>
    </message>
    <message>
        <source>At least one order could not be read in full; look at it in NinjaTrader.</source>
        <translation>Mindestens eine Order war nicht vollständig lesbar; in NinjaTrader ansehen.</translation>
    </message>
    <message>
        <source>the exit at market of {size}</source>
        <translation>Ausstieg zum Markt {size}</translation>
    </message>
    <message>
        <source>stop {size}</source>
        <translation>Stop {size}</translation>
    </message>
    <message>
        <source>target {size}</source>
        <translation>Ziel {size}</translation>
    </message>
    <message>
        <source>stop {size} @ {price}</source>
        <translation>Stop {size} @ {price}</translation>
    </message>
    <message>
        <source>target {size} @ {price}</source>
        <translation>Ziel {size} @ {price}</translation>
    </message>
    <message>
        <source>{order} will be {over} too big</source>
        <translation>{order} um {over} zu groß</translation>
    </message>
    <message>
        <source>working orders not known</source>
        <translation>offene Orders nicht bekannt</translation>
    </message>
    <message>
        <source>The service does not list this account now, so it is not known whether it is flat. Look in NinjaTrader.</source>
        <translation>Der Dienst nennt dieses Konto jetzt nicht; ob es flat ist, ist also nicht bekannt. In NinjaTrader nachsehen.</translation>
    </message>
    <message>
        <source>positions not known, {orders}</source>
        <translation>Positionen nicht bekannt, {orders}</translation>
    </message>
    <message>
        <source>positions not read for a while, {orders}</source>
        <translation>Positionen seit einer Weile nicht gelesen, {orders}</translation>
    </message>
    <message>
        <source>no position; cancel only: {orders}</source>
        <translation>keine Position; nur stornieren: {orders}</translation>
    </message>
    <message numerus="yes">
        <source>{n} working orders</source>
        <extracomment>{n} working order</extracomment>
        <translation>
            <numerusform>{n} offene Order</numerusform>
            <numerusform>{n} offene Orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} positions</source>
        <extracomment>{n} position</extracomment>
        <translation>
            <numerusform>{n} Position</numerusform>
            <numerusform>{n} Positionen</numerusform>
        </translation>
    </message>
    <message>
        <source>It took {seconds} s.</source>
        <translation>Dauer: {seconds} s.</translation>
    </message>
    <message>
        <source>The answer was lost, but it was carried out.</source>
        <translation>Die Antwort ging verloren, aber es wurde ausgeführt.</translation>
    </message>
    <message>
        <source>The answer was lost. Nothing is sent again.</source>
        <translation>Die Antwort ging verloren. Nichts wird noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Accepted, but not seen to be done within {seconds} s.</source>
        <translation>Angenommen, aber binnen {seconds} s nicht als erledigt gesehen.</translation>
    </message>
    <message>
        <source>The working orders could not be read.</source>
        <translation>Die offenen Orders waren nicht lesbar.</translation>
    </message>
    <message>
        <source>No working order is left.</source>
        <translation>Keine offene Order mehr da.</translation>
    </message>
    <message numerus="yes">
        <source>{n} working orders are still there.</source>
        <extracomment>{n} working order is still there.</extracomment>
        <translation>
            <numerusform>{n} offene Order ist noch da.</numerusform>
            <numerusform>{n} offene Orders sind noch da.</numerusform>
        </translation>
    </message>
    <message>
        <source>The position could not be read.</source>
        <translation>Die Position war nicht lesbar.</translation>
    </message>
    <message>
        <source>Still open: {positions}.</source>
        <translation>Noch offen: {positions}.</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more</source>
        <extracomment>and {n} more</extracomment>
        <translation>
            <numerusform>und {n} weitere</numerusform>
            <numerusform>und {n} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>No working order is left to protect {positions}.</source>
        <translation>Keine offene Order schützt {positions} mehr.</translation>
    </message>
    <message>
        <source>No working order is left to protect it.</source>
        <translation>Keine offene Order schützt sie mehr.</translation>
    </message>
    <message>
        <source>No working order is left to protect them.</source>
        <translation>Keine offene Order schützt sie mehr.</translation>
    </message>
    <message>
        <source>Flatten {position}</source>
        <translation>{position} glattstellen</translation>
    </message>
    <message>
        <source>Flatten the account</source>
        <translation>Das Konto glattstellen</translation>
    </message>
    <message>
        <source>Flatten {positions}</source>
        <translation>{positions} glattstellen</translation>
    </message>
    <message>
        <source>Left: {orders}.</source>
        <translation>Übrig: {orders}.</translation>
    </message>
    <message>
        <source>The positions could not be read.</source>
        <translation>Die Positionen waren nicht lesbar.</translation>
    </message>
    <message>
        <source>No position is left.</source>
        <translation>Keine Position mehr da.</translation>
    </message>
    <message>
        <source>Reverse {position}</source>
        <translation>{position} drehen</translation>
    </message>
    <message>
        <source>VERIFIED reversed</source>
        <translation>VERIFIZIERT gedreht</translation>
    </message>
    <message>
        <source>Not what was planned.</source>
        <translation>Nicht das, was geplant war.</translation>
    </message>
    <message>
        <source>The side of this position could not be read. Use NinjaTrader.</source>
        <translation>Die Seite dieser Position war nicht lesbar. NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>If stopped: not certain, an order could not be read in full.</source>
        <translation>Wenn ausgestoppt: ungewiss, eine Order war nicht vollständig lesbar.</translation>
    </message>
    <message>
        <source>If stopped: no stop found.</source>
        <translation>Wenn ausgestoppt: kein Stop gefunden.</translation>
    </message>
    <message>
        <source>If stopped: about {gain} from the last mark.</source>
        <translation>Wenn ausgestoppt: etwa {gain} gegenüber dem letzten Kurs.</translation>
    </message>
    <message>
        <source>Only {covered} of {open} have a stop.</source>
        <translation>Nur {covered} von {open} mit Stop.</translation>
    </message>
    <message>
        <source>{room} would be left to the daily loss limit.</source>
        <translation>Bis zum Tagesverlustlimit blieben {room}.</translation>
    </message>
    <message>
        <source>{room} would be left to the drawdown limit.</source>
        <translation>Bis zum Drawdown-Limit blieben {room}.</translation>
    </message>
    <message numerus="yes">
        <source>No position is open, but {n} working orders are left; if one fills it opens a new position.</source>
        <extracomment>No position is open, but {n} working order is left; if it fills it opens a new position.</extracomment>
        <translation>
            <numerusform>Keine Position offen, aber {n} offene Order ist übrig; wird sie ausgeführt, eröffnet sie eine neue Position.</numerusform>
            <numerusform>Keine Position offen, aber {n} offene Orders sind übrig; wird eine ausgeführt, eröffnet sie eine neue Position.</numerusform>
        </translation>
    </message>
    <message>
        <source>Working orders are {count} too big for {position}; if hit you end short {count}.</source>
        <translation>Offene Orders sind um {count} zu groß für {position}; bei Auslösung endet die Position short {count}.</translation>
    </message>
    <message>
        <source>Working orders are {count} too big for {position}; if hit you end long {count}.</source>
        <translation>Offene Orders sind um {count} zu groß für {position}; bei Auslösung endet die Position long {count}.</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>Buy to cover</source>
        <translation>Eindeckung</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Sell short</source>
        <translation>Leerverkauf</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stop limit</source>
        <translation>Stop-Limit</translation>
    </message>
    <message>
        <source>MIT</source>
        <translation>MIT</translation>
    </message>
    <message>
        <source>Initialized</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Übermittelt</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Trigger pending</source>
        <translation>Wartet auf Auslösung</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Change pending</source>
        <translation>Änderung steht aus</translation>
    </message>
    <message>
        <source>Change submitted</source>
        <translation>Änderung übermittelt</translation>
    </message>
    <message>
        <source>Cancel pending</source>
        <translation>Storno steht aus</translation>
    </message>
    <message>
        <source>Cancel submitted</source>
        <translation>Storno übermittelt</translation>
    </message>
    <message>
        <source>Part filled</source>
        <translation>Teilweise ausgeführt</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>{type}, contracts not readable</source>
        <translation>{type}, Kontrakte nicht lesbar</translation>
    </message>
    <message>
        <source>Working orders have not been read yet.</source>
        <translation>Offene Orders sind noch nicht gelesen.</translation>
    </message>
    <message>
        <source>An empty list of working orders came, but nothing shows yet that NinjaTrader was there.</source>
        <translation>Es kam eine leere Liste offener Orders, aber noch zeigt nichts, dass NinjaTrader da war.</translation>
    </message>
    <message>
        <source>Not all working orders could be read.</source>
        <translation>Nicht alle offenen Orders waren lesbar.</translation>
    </message>
    <message>
        <source>Positions and working orders were last read too far apart.</source>
        <translation>Positionen und offene Orders wurden zuletzt in zu großem Abstand gelesen.</translation>
    </message>
    <message>
        <source>Position or working orders have just changed; the next read tells.</source>
        <translation>Position oder offene Orders haben sich gerade geändert; die nächste Abfrage zeigt es.</translation>
    </message>
    <message>
        <source>Look in NinjaTrader now.</source>
        <translation>Jetzt in NinjaTrader nachsehen.</translation>
    </message>
    <message>
        <source>long {size}</source>
        <translation>long {size}</translation>
    </message>
    <message>
        <source>short {size}</source>
        <translation>short {size}</translation>
    </message>
    <message>
        <source>{size}, side not readable</source>
        <translation>{size}, Seite nicht lesbar</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>gedrückt</translation>
    </message>
    <message>
        <source>written to the journal</source>
        <translation>im Journal festgehalten</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>wird gesendet…</translation>
    </message>
    <message>
        <source>accepted, not yet verified</source>
        <translation>angenommen, noch unverifiziert</translation>
    </message>
    <message>
        <source>verifying…</source>
        <translation>wird verifiziert…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>{outcome} · {seconds} s</source>
        <translation>{outcome} · {seconds} s</translation>
    </message>
    <message>
        <source>VERIFIED flat and clean</source>
        <translation>VERIFIZIERT flat und sauber</translation>
    </message>
    <message>
        <source>VERIFIED</source>
        <translation>VERIFIZIERT</translation>
    </message>
    <message>
        <source>VERIFIED done</source>
        <translation>VERIFIZIERT erledigt</translation>
    </message>
    <message>
        <source>PARTLY</source>
        <translation>TEILWEISE</translation>
    </message>
    <message>
        <source>ORDERS LEFT</source>
        <translation>ORDERS ÜBRIG</translation>
    </message>
    <message>
        <source>NOT VERIFIED</source>
        <translation>NICHT VERIFIZIERT</translation>
    </message>
    <message>
        <source>REFUSED</source>
        <translation>ABGELEHNT</translation>
    </message>
    <message>
        <source>NOT SENT</source>
        <translation>NICHT GESENDET</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>UNBEKANNT</translation>
    </message>
    <message>
        <source>No position and no working order left. It took {seconds} s.</source>
        <translation>Keine Position und keine offene Order mehr da. Dauer: {seconds} s.</translation>
    </message>
    <message>
        <source>{left} left, as planned. It took {seconds} s.</source>
        <translation>{left} übrig, wie geplant. Dauer: {seconds} s.</translation>
    </message>
    <message>
        <source>The answer was lost, but the close went through.</source>
        <translation>Die Antwort ging verloren, aber die Schließung wurde ausgeführt.</translation>
    </message>
    <message>
        <source>Nothing happened so far: still {open}.</source>
        <translation>Bisher ist nichts geschehen: noch {open}.</translation>
    </message>
    <message>
        <source>Expected {left}.</source>
        <translation>Erwartet: {left}.</translation>
    </message>
    <message>
        <source>Expected none.</source>
        <translation>Erwartet: keine.</translation>
    </message>
    <message>
        <source>Its working orders could not be read.</source>
        <translation>Ihre offenen Orders waren nicht lesbar.</translation>
    </message>
    <message>
        <source>Flat, but {left} were expected to stay open.</source>
        <translation>Flat, obwohl {left} offen bleiben sollten.</translation>
    </message>
    <message>
        <source>The position has changed its side.</source>
        <translation>Die Position hat die Seite gewechselt.</translation>
    </message>
    <message>
        <source>{left} left, {expected} expected.</source>
        <translation>{left} übrig, {expected} erwartet.</translation>
    </message>
    <message numerus="yes">
        <source>Flat, but {n} working orders are left; if one fills it opens a new position.</source>
        <extracomment>Flat, but {n} working order is left; if it fills it opens a new position.</extracomment>
        <translation>
            <numerusform>Flat, aber {n} offene Order ist übrig; wird sie ausgeführt, eröffnet sie eine neue Position.</numerusform>
            <numerusform>Flat, aber {n} offene Orders sind übrig; wird eine ausgeführt, eröffnet sie eine neue Position.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel them.</source>
        <extracomment>Cancel it.</extracomment>
        <translation>
            <numerusform>Stornieren.</numerusform>
            <numerusform>Stornieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is flat now.</source>
        <translation>Jetzt flat.</translation>
    </message>
    <message>
        <source>Now: {position}.</source>
        <translation>Jetzt: {position}.</translation>
    </message>
    <message>
        <source>if hit you end short {count}.</source>
        <translation>bei Auslösung endet die Position short {count}.</translation>
    </message>
    <message>
        <source>if hit you end long {count}.</source>
        <translation>bei Auslösung endet die Position long {count}.</translation>
    </message>
    <message>
        <source>No OCO group links them: if both are hit you end short {count}.</source>
        <translation>Keine OCO-Gruppe verbindet sie: Werden beide ausgelöst, endet die Position short {count}.</translation>
    </message>
    <message>
        <source>No OCO group links them: if both are hit you end long {count}.</source>
        <translation>Keine OCO-Gruppe verbindet sie: Werden beide ausgelöst, endet die Position long {count}.</translation>
    </message>
    <message>
        <source>No OCO group links them all: if all are hit you end short {count}.</source>
        <translation>Keine OCO-Gruppe verbindet sie alle: Werden alle ausgelöst, endet die Position short {count}.</translation>
    </message>
    <message>
        <source>No OCO group links them all: if all are hit you end long {count}.</source>
        <translation>Keine OCO-Gruppe verbindet sie alle: Werden alle ausgelöst, endet die Position long {count}.</translation>
    </message>
    <message>
        <source>Resize to {count}</source>
        <translation>Auf {count} anpassen</translation>
    </message>
    <message>
        <source>Resize to {count}, cancels {entries} too</source>
        <translation>Auf {count} anpassen, storniert auch {entries}</translation>
    </message>
    <message>
        <source>VERIFIED resized</source>
        <translation>VERIFIZIERT angepasst</translation>
    </message>
    <message>
        <source>Not where it was planned: {orders}.</source>
        <translation>Nicht dort, wo es geplant war: {orders}.</translation>
    </message>
    <message>
        <source>Stops or targets stand at more than one price, so one pair cannot replace them. Use NinjaTrader.</source>
        <translation>Stops oder Ziele stehen auf mehr als einem Preis, ein einziges Paar kann sie nicht ersetzen. NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>One of the orders is neither a plain stop nor a plain limit; it would be replaced. Use NinjaTrader.</source>
        <translation>Eine der Orders ist weder ein einfacher Stop noch ein einfaches Limit; sie würde ersetzt. NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>Position and working orders are not known for certain. Refresh, or use NinjaTrader.</source>
        <translation>Position und offene Orders sind nicht sicher bekannt. Aktualisieren oder NinjaTrader benutzen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} entry orders</source>
        <extracomment>{n} entry order</extracomment>
        <translation>
            <numerusform>{n} Einstiegsorder</numerusform>
            <numerusform>{n} Einstiegsorders</numerusform>
        </translation>
    </message>
    <message>
        <source>the entry to buy {size}</source>
        <translation>den Einstieg Kauf {size}</translation>
    </message>
    <message>
        <source>the entry to sell {size}</source>
        <translation>den Einstieg Verkauf {size}</translation>
    </message>
    <message>
        <source>the entry to buy {size} @ {price}</source>
        <translation>den Einstieg Kauf {size} @ {price}</translation>
    </message>
    <message>
        <source>the entry to sell {size} @ {price}</source>
        <translation>den Einstieg Verkauf {size} @ {price}</translation>
    </message>
    <message>
        <source>An order could not be read in full.</source>
        <translation>Eine Order war nicht vollständig lesbar.</translation>
    </message>
    <message>
        <source>No stop was found.</source>
        <translation>Kein Stop gefunden.</translation>
    </message>
    <message>
        <source>Stop for {stop}, target for {target}.</source>
        <translation>Stop über {stop}, Ziel über {target}.</translation>
    </message>
    <message>
        <source>The position was not read just now, and it may be gone. Nothing was sent. It is read again now.</source>
        <translation>Die Position wurde nicht eben erst gelesen und kann schon weg sein. Nichts wurde gesendet. Sie wird jetzt neu gelesen.</translation>
    </message>
    <message>
        <source>The position has changed, so nothing was sent. Look at it first.</source>
        <translation>Die Position hat sich geändert, daher wurde nichts gesendet. Erst ansehen.</translation>
    </message>
    <message>
        <source>A position was opened here after this was listed, so nothing was sent. Look at it first.</source>
        <translation>Hier wurde nach dem Auflisten eine Position eröffnet, deshalb wurde nichts gesendet. Erst ansehen.</translation>
    </message>
    <message>
        <source>The token is empty.</source>
        <translation>Das Token ist leer.</translation>
    </message>
    <message>
        <source>The token has a space, a line break or a character that cannot be sent. Copy the secret key once more.</source>
        <translation>Das Token enthält ein Leerzeichen, einen Zeilenumbruch oder ein Zeichen, das nicht gesendet werden kann. Den geheimen Schlüssel noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The token is longer than {most} characters.</source>
        <translation>Das Token ist länger als {most} Zeichen.</translation>
    </message>
    <message>
        <source>The service accepts this token.</source>
        <translation>Der Dienst nimmt dieses Token an.</translation>
    </message>
    <message>
        <source>The service accepts this token, but NinjaTrader is not connected. Start NinjaTrader and check that the CrossTrade add-on shows Connected; positions appear by themselves.</source>
        <translation>Der Dienst nimmt dieses Token an, aber NinjaTrader ist nicht verbunden. NinjaTrader starten und prüfen, ob das CrossTrade-Add-on „Connected“ zeigt; die Positionen erscheinen von selbst.</translation>
    </message>
    <message>
        <source>Unlock the keyring and start again, or enter the token; it is then kept for this session.</source>
        <translation>Schlüsselbund entsperren und neu starten, oder das Token eingeben; es gilt dann für diese Sitzung.</translation>
    </message>
    <message>
        <source>Enter the token at each start; it is kept until the program ends.</source>
        <translation>Das Token bei jedem Start eingeben; es gilt bis zum Ende des Programms.</translation>
    </message>
    <message>
        <source>The system keyring has not answered yet.</source>
        <translation>Der Schlüsselbund des Systems hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>It may be waiting for your answer in another window. You can also enter the token here.</source>
        <translation>Vielleicht wartet er in einem anderen Fenster auf eine Antwort. Das Token kann auch hier eingegeben werden.</translation>
    </message>
    <message>
        <source>Without the token nothing can be read or closed from here.</source>
        <translation>Ohne das Token kann von hier aus nichts gelesen oder geschlossen werden.</translation>
    </message>
    <message>
        <source>The token is not used here any more. {why} The keyring still has it.</source>
        <translation>Das Token wird hier nicht mehr benutzt. {why} Der Schlüsselbund hat es noch.</translation>
    </message>
    <message>
        <source>The token is forgotten.</source>
        <translation>Das Token ist vergessen.</translation>
    </message>
    <message>
        <source>The link is back; positions are read again.</source>
        <translation>Die Verbindung ist wieder da; die Positionen werden erneut gelesen.</translation>
    </message>
    <message>
        <source>NinjaTrader is away: this panel cannot exit right now.</source>
        <translation>NinjaTrader ist weg: Dieses Panel kann gerade keine Position schließen.</translation>
    </message>
    <message>
        <source>The link is lost. What the window shows is the last known state.</source>
        <translation>Die Verbindung ist verloren. Das Fenster zeigt den letzten bekannten Stand.</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>flat</translation>
    </message>
    <message>
        <source>Stopped before this one. Nothing was sent for it.</source>
        <translation>Davor angehalten. Hierfür wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The computer slept before this one. Nothing was sent for it: what was meant then may be wrong now.</source>
        <translation>Davor war der Rechner im Ruhezustand. Dafür wurde nichts gesendet: Was damals gemeint war, kann jetzt falsch sein.</translation>
    </message>
    <message>
        <source>The position is not what you planned.</source>
        <translation>Die Position ist nicht die geplante.</translation>
    </message>
    <message>
        <source>The position is closed, but an order that is left can open a new one.</source>
        <translation>Die Position ist geschlossen, aber eine übrige Order kann eine neue eröffnen.</translation>
    </message>
    <message>
        <source>You may still be in the market.</source>
        <translation>Die Position ist vielleicht noch im Markt.</translation>
    </message>
    <message>
        <source>The position is as it was.</source>
        <translation>Die Position ist, wie sie war.</translation>
    </message>
    <message>
        <source>It is not known whether the close was carried out.</source>
        <translation>Es ist nicht bekannt, ob die Schließung ausgeführt wurde.</translation>
    </message>
    <message>
        <source>Look in NinjaTrader, then read again and decide.</source>
        <translation>In NinjaTrader nachsehen, dann erneut lesen und entscheiden.</translation>
    </message>
    <message>
        <source>Cancel the working orders of this instrument.</source>
        <translation>Die offenen Orders dieses Instruments stornieren.</translation>
    </message>
    <message>
        <source>Look in NinjaTrader now; ctpanel goes on reading.</source>
        <translation>Jetzt in NinjaTrader nachsehen; ctpanel liest weiter.</translation>
    </message>
    <message>
        <source>Read the reason; you can press again.</source>
        <translation>Den Grund lesen; erneutes Drücken ist möglich.</translation>
    </message>
    <message>
        <source>You can press again.</source>
        <translation>Erneutes Drücken ist möglich.</translation>
    </message>
    <message>
        <source>Do not press in another program; ctpanel reads until it knows. Look in NinjaTrader.</source>
        <translation>Nicht in einem anderen Programm drücken; ctpanel liest, bis es Gewissheit hat. In NinjaTrader nachsehen.</translation>
    </message>
    <message>
        <source>Position and orders are not what you planned.</source>
        <translation>Position und Orders sind nicht die geplanten.</translation>
    </message>
    <message>
        <source>Positions or working orders may still be as they were.</source>
        <translation>Positionen oder offene Orders sind vielleicht noch, wie sie waren.</translation>
    </message>
    <message>
        <source>Positions and working orders are as they were.</source>
        <translation>Positionen und offene Orders sind, wie sie waren.</translation>
    </message>
    <message>
        <source>It is not known whether the command was carried out.</source>
        <translation>Es ist nicht bekannt, ob der Befehl ausgeführt wurde.</translation>
    </message>
    <message>
        <source>Cancel the working orders that are left.</source>
        <translation>Die übrigen offenen Orders stornieren.</translation>
    </message>
    <message>
        <source>{instrument} in {account}</source>
        <translation>{instrument} in {account}</translation>
    </message>
    <message>
        <source>The answer to the close of {place} shows {named}.</source>
        <translation>Die Antwort auf die Schließung von {place} zeigt {named}.</translation>
    </message>
    <message>
        <source>The close was accepted; the reads that follow tell what was closed.</source>
        <translation>Die Schließung wurde angenommen; die folgenden Abfragen zeigen, was geschlossen wurde.</translation>
    </message>
    <message>
        <source>The answer to the command on {place} shows {named}.</source>
        <translation>Die Antwort auf den Befehl zu {place} zeigt {named}.</translation>
    </message>
    <message>
        <source>The command was accepted; the reads that follow tell what it did.</source>
        <translation>Der Befehl wurde angenommen; was er getan hat, zeigen die folgenden Abfragen.</translation>
    </message>
    <message>
        <source>Wait for the outcome, then compare with NinjaTrader.</source>
        <translation>Das Ergebnis abwarten, dann mit NinjaTrader vergleichen.</translation>
    </message>
    <message>
        <source>The command under way goes on, but its record has a gap.</source>
        <translation>Der laufende Befehl geht weiter, aber sein Protokoll hat eine Lücke.</translation>
    </message>
    <message>
        <source>Make room on the disk or check its rights; no further close is sent until the journal works.</source>
        <translation>Platz auf dem Datenträger schaffen oder dessen Rechte prüfen; keine weitere Schließung wird gesendet, bis das Journal wieder arbeitet.</translation>
    </message>
    <message>
        <source>No request can say this, so nothing was sent. Use NinjaTrader.</source>
        <translation>Keine Anfrage kann das ausdrücken, daher wurde nichts gesendet. NinjaTrader benutzen.</translation>
    </message>
    <message>
        <source>{why} Nothing was sent.</source>
        <translation>{why} Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Nothing was closed.</source>
        <translation>Nichts wurde geschlossen.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>An earlier command here has no clear outcome, so nothing was sent. Look in NinjaTrader. In the close dialog of the position you can read again and allow a new close.</source>
        <translation>Ein früherer Befehl hat hier kein klares Ergebnis, deshalb wurde nichts gesendet. In NinjaTrader nachsehen. Im Schließen-Dialog der Position lässt sich erneut lesen und eine neue Schließung erlauben.</translation>
    </message>
    <message>
        <source>A command on this position is still on its way, so nothing was sent. Wait for its outcome.</source>
        <translation>Ein Befehl zu dieser Position ist noch unterwegs, deshalb wurde nichts gesendet. Sein Ergebnis abwarten.</translation>
    </message>
    <message>
        <source>Another window of ctpanel has a command on this position without a clear outcome, so nothing was sent. Look there; when that window is closed, this one takes the command over.</source>
        <translation>Ein anderes Fenster von ctpanel hat zu dieser Position einen Befehl ohne klares Ergebnis, deshalb wurde nichts gesendet. Dort nachsehen; wird jenes Fenster geschlossen, übernimmt dieses den Befehl.</translation>
    </message>
    <message>
        <source>ctpanel is closing.</source>
        <translation>ctpanel wird beendet.</translation>
    </message>
    <message>
        <source>What you see is the last known state, with its age; it may have changed.</source>
        <translation>Zu sehen ist der letzte bekannte Stand mit seinem Alter; er kann sich geändert haben.</translation>
    </message>
    <message>
        <source>Nothing has been read so far, so no position can be seen or closed here.</source>
        <translation>Bisher wurde nichts gelesen; hier ist keine Position zu sehen oder zu schließen.</translation>
    </message>
    <message>
        <source>If you must get out now, use NinjaTrader or your broker.</source>
        <translation>Wer jetzt aussteigen muss: in NinjaTrader oder über den Broker.</translation>
    </message>
    <message>
        <source>The stream broke in the moment of sending; nothing had left.</source>
        <translation>Der Stream brach im Moment des Sendens ab; es war noch nichts hinausgegangen.</translation>
    </message>
    <message>
        <source>Check the address in --base-url or in the settings file.</source>
        <translation>Die Adresse in --base-url oder in der Einstellungsdatei prüfen.</translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <translation>Der Dienst ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The service did not answer in time.</source>
        <translation>Der Dienst hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The connection broke before the answer was complete.</source>
        <translation>Die Verbindung brach ab, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>The certificate of the service could not be verified, so nothing was sent.</source>
        <translation>Das Zertifikat des Dienstes war nicht prüfbar, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The service does not accept this token.</source>
        <translation>Der Dienst nimmt dieses Token nicht an.</translation>
    </message>
    <message>
        <source>Your CrossTrade plan does not include API access.</source>
        <translation>Der CrossTrade-Tarif enthält keinen API-Zugang.</translation>
    </message>
    <message>
        <source>The service refused access.</source>
        <translation>Der Dienst hat den Zugang verweigert.</translation>
    </message>
    <message>
        <source>The service does not know this address.</source>
        <translation>Der Dienst kennt diese Adresse nicht.</translation>
    </message>
    <message>
        <source>The CrossTrade add-on is too old for this request.</source>
        <translation>Das CrossTrade-Add-on ist zu alt für diese Anfrage.</translation>
    </message>
    <message>
        <source>NinjaTrader or its CrossTrade add-on is not connected.</source>
        <translation>NinjaTrader oder sein CrossTrade-Add-on ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The request limit of your CrossTrade user is used up.</source>
        <translation>Das Anfragelimit des CrossTrade-Benutzers ist aufgebraucht.</translation>
    </message>
    <message>
        <source>The service refused the request.</source>
        <translation>Der Dienst hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>The order had ended before the request came.</source>
        <translation>Die Order war schon beendet, als die Anfrage kam.</translation>
    </message>
    <message>
        <source>The service reports trouble of its own.</source>
        <translation>Der Dienst meldet eine eigene Störung.</translation>
    </message>
    <message>
        <source>The address answered with a redirect, which is not followed.</source>
        <translation>Die Adresse antwortete mit einer Umleitung; ihr wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>The address answered with a web page instead of data.</source>
        <translation>Die Adresse antwortete mit einer Webseite statt mit Daten.</translation>
    </message>
    <message>
        <source>The answer of the service could not be read.</source>
        <translation>Die Antwort des Dienstes war nicht lesbar.</translation>
    </message>
    <message>
        <source>The answer of the service was too large to be genuine.</source>
        <translation>Die Antwort des Dienstes war zu groß, um echt zu sein.</translation>
    </message>
    <message>
        <source>The computer slept meanwhile.</source>
        <translation>Der Rechner war inzwischen im Ruhezustand.</translation>
    </message>
    <message>
        <source>The request could not be made.</source>
        <translation>Die Anfrage war nicht möglich.</translation>
    </message>
    <message>
        <source>Check your network; ctpanel goes on trying by itself.</source>
        <translation>Das Netzwerk prüfen; ctpanel versucht es von selbst weiter.</translation>
    </message>
    <message>
        <source>ctpanel reads again by itself.</source>
        <translation>ctpanel liest von selbst erneut.</translation>
    </message>
    <message>
        <source>Check the date of this computer and any program that inspects its traffic.</source>
        <translation>Das Datum dieses Computers prüfen, und Programme, die seinen Datenverkehr untersuchen.</translation>
    </message>
    <message>
        <source>Copy the secret key anew from My Account in CrossTrade, then choose Enter token in the menu Tools.</source>
        <translation>Den geheimen Schlüssel in CrossTrade unter „My Account“ neu kopieren, dann im Menü Extras „Token eingeben“ wählen.</translation>
    </message>
    <message>
        <source>Upgrade to CrossTrade Pro, then press Refresh.</source>
        <translation>Auf CrossTrade Pro wechseln, dann „Aktualisieren“ drücken.</translation>
    </message>
    <message>
        <source>Check the token and the plan of your CrossTrade account.</source>
        <translation>Token und Tarif des CrossTrade-Kontos prüfen.</translation>
    </message>
    <message>
        <source>Update the CrossTrade add-on in NinjaTrader.</source>
        <translation>Das CrossTrade-Add-on in NinjaTrader aktualisieren.</translation>
    </message>
    <message>
        <source>Start NinjaTrader and check that the CrossTrade add-on shows Connected.</source>
        <translation>NinjaTrader starten und prüfen, ob das CrossTrade-Add-on „Connected“ zeigt.</translation>
    </message>
    <message>
        <source>Reads wait; a close still leaves at once. Slow down other programs of yours.</source>
        <translation>Abfragen warten; eine Schließung geht trotzdem sofort hinaus. Andere eigene Programme bremsen.</translation>
    </message>
    <message>
        <source>Read what the service says, and look in NinjaTrader.</source>
        <translation>Lesen, was der Dienst sagt, und in NinjaTrader nachsehen.</translation>
    </message>
    <message>
        <source>Look at the position: the order may have filled.</source>
        <translation>Die Position ansehen: Die Order kann ausgeführt worden sein.</translation>
    </message>
    <message>
        <source>Check the address of the service, and whether a login page stands in between.</source>
        <translation>Die Adresse des Dienstes prüfen, und ob eine Anmeldeseite dazwischensteht.</translation>
    </message>
    <message>
        <source>If it goes on, look into the log: About, in the Help menu, shows its folder.</source>
        <translation>Wenn es anhält, ins Protokoll sehen: „Über ctpanel“ im Menü Hilfe zeigt den Ordner.</translation>
    </message>
    <message>
        <source>Restart ctpanel; if it goes on, look into the log: About, in the Help menu, shows its folder.</source>
        <translation>ctpanel neu starten; wenn es anhält, ins Protokoll sehen: „Über ctpanel“ im Menü Hilfe zeigt den Ordner.</translation>
    </message>
    <message>
        <source>Press again if you still want it: no command is sent again by itself.</source>
        <translation>Erneut drücken, wenn es noch gewollt ist: Kein Befehl wird von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Check your network, then press again: no command is sent again by itself.</source>
        <translation>Das Netzwerk prüfen, dann erneut drücken: Kein Befehl wird von selbst noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Upgrade to CrossTrade Pro, then press again.</source>
        <translation>Auf CrossTrade Pro umsteigen, dann erneut drücken.</translation>
    </message>
    <message>
        <source>Press again in a moment, and slow down other programs of yours.</source>
        <translation>Gleich noch einmal drücken, und andere eigene Programme bremsen.</translation>
    </message>
    <message>
        <source>{what} It says: “{detail}”.</source>
        <translation>{what} Der Dienst sagt: „{detail}“.</translation>
    </message>
    <message>
        <source>Sign in again in a moment.</source>
        <translation>Gleich noch einmal anmelden.</translation>
    </message>
    <message>
        <source>Copy the secret key anew from My Account in CrossTrade and enter it here.</source>
        <translation>Den geheimen Schlüssel in CrossTrade unter „My Account“ neu kopieren und hier eingeben.</translation>
    </message>
    <message>
        <source>Upgrade to CrossTrade Pro, then sign in again.</source>
        <translation>Auf CrossTrade Pro wechseln, dann erneut anmelden.</translation>
    </message>
    <message>
        <source>Check your network, then sign in again.</source>
        <translation>Das Netzwerk prüfen, dann erneut anmelden.</translation>
    </message>
    <message>
        <source>NinjaTrader shows no accounts any more.</source>
        <translation>NinjaTrader zeigt keine Konten mehr.</translation>
    </message>
    <message>
        <source>{instrument} in {account}: {what}</source>
        <translation>{instrument} in {account}: {what}</translation>
    </message>
    <message>
        <source>An order that is left can open a position that nobody wants.</source>
        <translation>Eine übrige Order kann eine Position eröffnen, die niemand will.</translation>
    </message>
    <message>
        <source>Open its close dialog: one press there cancels these orders, or resizes them to what is left.</source>
        <translation>Den Schließen-Dialog öffnen: ein Druck dort storniert diese Orders oder passt sie an den Rest an.</translation>
    </message>
    <message>
        <source>Open its close dialog: one press there cancels these orders.</source>
        <translation>Den Schließen-Dialog öffnen: ein Druck dort storniert diese Orders.</translation>
    </message>
    <message>
        <source>The program ended before this close had an outcome. Nothing is sent again; positions are read.</source>
        <translation>Das Programm endete, bevor diese Schließung ein Ergebnis hatte. Nichts wird noch einmal gesendet; die Positionen werden gelesen.</translation>
    </message>
    <message>
        <source>The program ended before this command had an outcome. Nothing is sent again; it is read.</source>
        <translation>Das Programm endete, bevor dieser Befehl ein Ergebnis hatte. Nichts wird noch einmal gesendet; der Stand wird gelesen.</translation>
    </message>
    <message>
        <source>The program ended before this close was sent. Nothing was closed.</source>
        <translation>Das Programm endete, bevor diese Schließung gesendet wurde. Nichts wurde geschlossen.</translation>
    </message>
    <message>
        <source>The program ended before this command was sent. Nothing was changed.</source>
        <translation>Das Programm endete, bevor dieser Befehl gesendet wurde. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The journal does not tell what was to be closed. Compare with NinjaTrader.</source>
        <translation>Das Journal sagt nicht, was geschlossen werden sollte. Mit NinjaTrader vergleichen.</translation>
    </message>
    <message>
        <source>It was sent with another token or to another address, so what is read now cannot tell what became of it. Start ctpanel with that token again, or compare with NinjaTrader and allow a new close.</source>
        <translation>Er wurde mit einem anderen Token oder an eine andere Adresse gesendet; was jetzt gelesen wird, kann nicht sagen, was daraus wurde. ctpanel wieder mit jenem Token starten, oder mit NinjaTrader vergleichen und eine neue Schließung erlauben.</translation>
    </message>
    <message>
        <source>The journal holds a command without an outcome whose plan cannot be read.</source>
        <translation>Das Journal enthält einen Befehl ohne Ergebnis, dessen Plan nicht lesbar ist.</translation>
    </message>
    <message>
        <source>Its position stays locked here, because the command may have been carried out.</source>
        <translation>Seine Position bleibt hier gesperrt, weil der Befehl ausgeführt worden sein kann.</translation>
    </message>
    <message>
        <source>Compare with NinjaTrader, then give the position free here.</source>
        <translation>Mit NinjaTrader vergleichen, dann die Position hier freigeben.</translation>
    </message>
    <message>
        <source>Whether an earlier close is still without an outcome cannot be told.</source>
        <translation>Ob eine frühere Schließung noch ohne Ergebnis ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>Compare positions and orders with NinjaTrader before you close anything.</source>
        <translation>Positionen und Orders mit NinjaTrader vergleichen, bevor etwas geschlossen wird.</translation>
    </message>
    <message>
        <source>There is no token, so nothing was sent. Enter the token first.</source>
        <translation>Es gibt kein Token, deshalb wurde nichts gesendet. Zuerst das Token eingeben.</translation>
    </message>
    <message>
        <source>The connection is being made anew, so nothing was sent. Press again in a moment.</source>
        <translation>Die Verbindung wird gerade neu aufgebaut, deshalb wurde nichts gesendet. Gleich noch einmal drücken.</translation>
    </message>
    <message>
        <source>A close is on its way. Wait for its outcome, then enter the token.</source>
        <translation>Eine Schließung ist unterwegs. Ihr Ergebnis abwarten, dann das Token eingeben.</translation>
    </message>
    <message>
        <source>A command has no clear outcome yet, and another token may belong to another user. Read again and allow a new close of that position first, then enter the token.</source>
        <translation>Ein Befehl hat noch kein klares Ergebnis, und ein anderes Token kann einem anderen Benutzer gehören. Zuerst erneut lesen und eine neue Schließung dieser Position erlauben, dann das Token eingeben.</translation>
    </message>
    <message>
        <source>ctpanel is closing, so nothing was sent.</source>
        <translation>ctpanel wird beendet, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>A close is on its way. Wait for its outcome.</source>
        <translation>Eine Schließung ist unterwegs. Ihr Ergebnis abwarten.</translation>
    </message>
    <message>
        <source>Another program of yours took the streaming session.</source>
        <translation>Ein anderes eigenes Programm hat die Streaming-Sitzung übernommen.</translation>
    </message>
    <message>
        <source>Choose which of the two streams; to stream here, switch it off and on in Settings, page Connection.</source>
        <translation>Wählen, welches der beiden streamt; um hier zu streamen, sie in den Einstellungen, Seite Verbindung, aus- und wieder einschalten.</translation>
    </message>
    <message>
        <source>The service closed the stream because the request limit was exceeded.</source>
        <translation>Der Dienst hat den Stream geschlossen, weil das Anfragelimit überschritten war.</translation>
    </message>
    <message>
        <source>Slow down other programs of yours, then restart ctpanel to stream again.</source>
        <translation>Andere eigene Programme bremsen, dann ctpanel neu starten, um wieder zu streamen.</translation>
    </message>
    <message>
        <source>The service refused the stream with this token.</source>
        <translation>Der Dienst hat den Stream mit diesem Token abgelehnt.</translation>
    </message>
    <message>
        <source>Prices and P&amp;L come by request now, some seconds apart. Closing works as before.</source>
        <translation>Kurse und G&amp;V kommen jetzt per Anfrage, im Abstand einiger Sekunden. Schließen geht wie zuvor.</translation>
    </message>
    <message numerus="yes">
        <source>{n} positions that the service lists cannot be read.</source>
        <extracomment>{n} position that the service lists cannot be read.</extracomment>
        <translation>
            <numerusform>{n} Position, die der Dienst nennt, ist nicht lesbar.</numerusform>
            <numerusform>{n} Positionen, die der Dienst nennt, sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Something may be open that is not shown here. What is shown stays with its age, because nothing proves that it ended.</source>
        <translation>Es kann etwas offen sein, das hier nicht zu sehen ist. Was zu sehen ist, bleibt mit seinem Alter stehen, weil nichts beweist, dass es zu Ende ist.</translation>
    </message>
    <message>
        <source>Compare the positions with NinjaTrader, and close there what is missing here.</source>
        <translation>Die Positionen mit NinjaTrader vergleichen und dort schließen, was hier fehlt.</translation>
    </message>
    <message>
        <source>This command is still on its way. Wait for its outcome.</source>
        <translation>Dieser Befehl ist noch unterwegs. Sein Ergebnis abwarten.</translation>
    </message>
    <message>
        <source>This command holds nothing back.</source>
        <translation>Dieser Befehl hält nichts zurück.</translation>
    </message>
    <message>
        <source>You allowed a new close of this position.</source>
        <translation>Eine neue Schließung dieser Position ist erlaubt worden.</translation>
    </message>
    <message>
        <source>Five accounts, a quiet market</source>
        <translation>Fünf Konten, ein ruhiger Markt</translation>
    </message>
    <message>
        <source>A wild market that hits stops and targets, a bot, and orders filling in parts</source>
        <translation>Ein wilder Markt, der Stops und Ziele auslöst, ein Bot, und Orders mit Teilausführungen</translation>
    </message>
    <message>
        <source>The broker takes 8 s to fill and answers come late</source>
        <translation>Der Broker braucht 8 s zur Ausführung, und Antworten kommen spät</translation>
    </message>
    <message>
        <source>Commands are carried out but their answers get lost</source>
        <translation>Befehle werden ausgeführt, aber ihre Antworten gehen verloren</translation>
    </message>
    <message>
        <source>NT8 goes away now and then</source>
        <translation>NT8 ist ab und zu weg</translation>
    </message>
    <message>
        <source>Another program eats the request budget</source>
        <translation>Ein anderes Programm verbraucht das Anfragebudget</translation>
    </message>
    <message>
        <source>Another program takes the stream over after a while</source>
        <translation>Ein anderes Programm übernimmt nach einer Weile den Stream</translation>
    </message>
    <message>
        <source>The front month stops trading after two minutes</source>
        <translation>Der Frontmonat wird nach zwei Minuten nicht mehr gehandelt</translation>
    </message>
    <message>
        <source>A hundred accounts with twenty positions each</source>
        <translation>Hundert Konten mit je zwanzig Positionen</translation>
    </message>
    <message>
        <source>One account, one position</source>
        <translation>Ein Konto, eine Position</translation>
    </message>
    <message>
        <source>Two accounts, no position</source>
        <translation>Zwei Konten, keine Position</translation>
    </message>
    <message>
        <source>A long of 2 under a stop and a target of 4</source>
        <translation>Long 2 mit Stop und Ziel über 4</translation>
    </message>
    <message>
        <source>A leader and three copied accounts</source>
        <translation>Ein führendes und drei kopierte Konten</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot hold lock files: {reason}.</source>
        <translation>Der Ordner {folder} kann keine Sperrdateien aufnehmen: {reason}.</translation>
    </message>
    <message>
        <source>This command was already begun; nothing was sent.</source>
        <translation>Dieser Befehl war schon begonnen; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The lock of this command was released before it was sent; nothing was sent.</source>
        <translation>Die Sperre dieses Befehls wurde vor dem Senden aufgehoben; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>This command was already sent; it is not sent again.</source>
        <translation>Dieser Befehl wurde schon gesendet; er wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>The journal has no command {id}.</source>
        <translation>Das Journal enthält keinen Befehl {id}.</translation>
    </message>
    <message>
        <source>The journal was moved or replaced while ctpanel runs; restart ctpanel.</source>
        <translation>Das Journal wurde verschoben oder ersetzt, während ctpanel läuft; ctpanel neu starten.</translation>
    </message>
    <message>
        <source>The journal was damaged. It is kept as {name}, and a new one was begun. Whether a close was in flight can no longer be told from it: check positions and working orders.</source>
        <translation>Das Journal war beschädigt. Es liegt nun als {name} bereit, und ein neues wurde begonnen. Ob eine Schließung unterwegs war, lässt sich daraus nicht mehr sagen: Positionen und offene Orders prüfen.</translation>
    </message>
    <message>
        <source>The journal was written by a newer version of ctpanel; this version leaves it alone.</source>
        <translation>Das Journal stammt von einer neueren Version von ctpanel; diese Version rührt es nicht an.</translation>
    </message>
    <message>
        <source>The journal cannot be written: the disk is full.</source>
        <translation>Das Journal kann nicht geschrieben werden: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The journal cannot be used: its file or folder is read-only or cannot be opened.</source>
        <translation>Das Journal ist nicht benutzbar: Datei oder Ordner ist schreibgeschützt oder lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The journal cannot be written: another program keeps it locked.</source>
        <translation>Das Journal kann nicht geschrieben werden: Ein anderes Programm hält es gesperrt.</translation>
    </message>
    <message>
        <source>The journal cannot be read: its file is damaged.</source>
        <translation>Das Journal ist nicht lesbar: Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The journal cannot be used: {reason}.</source>
        <translation>Das Journal ist nicht benutzbar: {reason}.</translation>
    </message>
    <message>
        <source>There is no log file: {path}: {reason}.</source>
        <translation>Es gibt keine Protokolldatei: {path}: {reason}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {reason}.</source>
        <translation>Der Ordner {folder} ist nicht benutzbar: {reason}.</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>A profile name has at most {most} characters.</source>
        <translation>Ein Profilname hat höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A profile name does not begin or end with a space.</source>
        <translation>Ein Profilname beginnt und endet nicht mit einem Leerzeichen.</translation>
    </message>
    <message>
        <source>A profile name has only letters, digits, spaces, - and _.</source>
        <translation>Ein Profilname hat nur Buchstaben, Ziffern, Leerzeichen, - und _.</translation>
    </message>
    <message>
        <source>“{name}” is the name of a device on Windows; choose another.</source>
        <translation>„{name}“ ist unter Windows der Name eines Geräts; einen anderen wählen.</translation>
    </message>
    <message>
        <source>No system keyring was found.</source>
        <translation>Kein Schlüsselbund des Systems gefunden.</translation>
    </message>
    <message>
        <source>The configured keyring “{name}” may keep secrets in a plain file and is not used.</source>
        <translation>Der eingestellte Schlüsselbund „{name}“ hält Geheimnisse womöglich in einer lesbaren Datei und wird nicht benutzt.</translation>
    </message>
    <message>
        <source>The system keyring is locked.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt.</translation>
    </message>
    <message>
        <source>The system keyring has not answered for {seconds} s. It may be waiting for your answer in another window.</source>
        <translation>Der Schlüsselbund des Systems antwortet seit {seconds} s nicht. Vielleicht wartet er in einem anderen Fenster auf eine Eingabe.</translation>
    </message>
    <message>
        <source>The system keyring failed ({kind}); the token was not changed.</source>
        <translation>Der Schlüsselbund des Systems hat versagt ({kind}); das Token wurde nicht geändert.</translation>
    </message>
    <message>
        <source>It must be a color such as #1A7F37.</source>
        <translation>Es muss eine Farbe sein, etwa #1A7F37.</translation>
    </message>
    <message>
        <source>It must be the key of a column.</source>
        <translation>Es muss der Schlüssel einer Spalte sein.</translation>
    </message>
    <message>
        <source>It must be a language such as en or de-AT.</source>
        <translation>Es muss eine Sprache sein, etwa en oder de-AT.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Es muss true oder false sein.</translation>
    </message>
    <message>
        <source>It must be one of {words}.</source>
        <translation>Es muss eines davon sein: {words}.</translation>
    </message>
    <message>
        <source>It must be a whole number from {least} to {most}.</source>
        <translation>Es muss eine ganze Zahl von {least} bis {most} sein.</translation>
    </message>
    <message>
        <source>It must be text of up to {most} characters.</source>
        <translation>Es muss Text mit höchstens {most} Zeichen sein.</translation>
    </message>
    <message>
        <source>It must be an address with {secure}://, or with {plain}:// on this computer.</source>
        <translation>Es muss eine Adresse mit {secure}:// sein, oder mit {plain}:// auf diesem Computer.</translation>
    </message>
    <message>
        <source>It must be a list.</source>
        <translation>Es muss eine Liste sein.</translation>
    </message>
    <message>
        <source>It stands here a second time.</source>
        <translation>Es steht hier ein zweites Mal.</translation>
    </message>
    <message>
        <source>The list has at most {most} entries.</source>
        <translation>Die Liste hat höchstens {most} Einträge.</translation>
    </message>
    <message>
        <source>It must be a table of names and values.</source>
        <translation>Es muss eine Tabelle aus Namen und Werten sein.</translation>
    </message>
    <message>
        <source>The name is blank or too long, or the table is full.</source>
        <translation>Der Name ist leer oder zu lang, oder die Tabelle ist voll.</translation>
    </message>
    <message>
        <source>The settings cannot be read: {reason}.</source>
        <translation>Die Einstellungen sind nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>The settings were written by a newer version of ctpanel; defaults are used and nothing is saved.</source>
        <translation>Die Einstellungen stammen von einer neueren Version von ctpanel; es gelten die Vorgaben, und nichts wird gespeichert.</translation>
    </message>
    <message>
        <source>The settings of an older version could not be carried over: {reason}.</source>
        <translation>Die Einstellungen einer älteren Version konnten nicht übernommen werden: {reason}.</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>Nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>The settings could not be saved: {reason}.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>The settings file is damaged and cannot be moved: {reason}.</source>
        <translation>Die Einstellungsdatei ist beschädigt und lässt sich nicht verschieben: {reason}.</translation>
    </message>
    <message>
        <source>The settings file was damaged while ctpanel was running. It is kept as {name}. This window goes on with its settings and writes them anew; what other profiles had in it is only there.</source>
        <translation>Die Einstellungsdatei wurde beschädigt, während ctpanel lief. Sie liegt nun als {name} bereit. Dieses Fenster arbeitet mit seinen Einstellungen weiter und schreibt sie neu; was andere Profile darin hatten, steht nur noch dort.</translation>
    </message>
    <message>
        <source>The settings file was damaged. It is kept as {name}; the settings are the defaults now.</source>
        <translation>Die Einstellungsdatei war beschädigt. Sie liegt nun als {name} bereit; es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>“{name}” is missing.</source>
        <translation>„{name}“ fehlt.</translation>
    </message>
    <message>
        <source>{name}: {rule} It is left out.</source>
        <translation>{name}: {rule} Es wird weggelassen.</translation>
    </message>
    <message>
        <source>{name}: {rule} The default is used.</source>
        <translation>{name}: {rule} Die Vorgabe gilt.</translation>
    </message>
    <message>
        <source>The place of the window could not be saved: {reason}.</source>
        <translation>Der Platz des Fensters konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>Export journal…</source>
        <translation>Journal exportieren…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Save case file…</source>
        <translation>Fallakte speichern…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close position</source>
        <translation>Position schließen</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Close 25%…</source>
        <translation>25% schließen…</translation>
    </message>
    <message>
        <source>Close 50%…</source>
        <translation>50% schließen…</translation>
    </message>
    <message>
        <source>Close 75%…</source>
        <translation>75% schließen…</translation>
    </message>
    <message>
        <source>Close all of it…</source>
        <translation>Ganz schließen…</translation>
    </message>
    <message>
        <source>Cancel orders</source>
        <translation>Orders stornieren</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glattstellen</translation>
    </message>
    <message>
        <source>Flatten longs…</source>
        <translation>Longs glattstellen…</translation>
    </message>
    <message>
        <source>Flatten shorts…</source>
        <translation>Shorts glattstellen…</translation>
    </message>
    <message>
        <source>Flatten everything…</source>
        <translation>Alles glattstellen…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Filter positions</source>
        <translation>Positionen filtern</translation>
    </message>
    <message>
        <source>Mask names and balances</source>
        <translation>Namen und Beträge maskieren</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Compact strip</source>
        <translation>Kompaktleiste</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Immer im Vordergrund</translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation>Hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Next P&amp;L unit</source>
        <translation>Nächste G&amp;V-Einheit</translation>
    </message>
    <message>
        <source>Columns and order…</source>
        <translation>Spalten und Sortierung…</translation>
    </message>
    <message>
        <source>Go to positions</source>
        <translation>Zu den Positionen</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to accounts</source>
        <translation>Zu den Konten</translation>
    </message>
    <message>
        <source>Go to working orders</source>
        <translation>Zu den offenen Orders</translation>
    </message>
    <message>
        <source>Go to activity</source>
        <translation>Zur Aktivität</translation>
    </message>
    <message>
        <source>Go to notices</source>
        <translation>Zu den Meldungen</translation>
    </message>
    <message>
        <source>Profiles…</source>
        <translation>Profile…</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Enter token…</source>
        <translation>Token eingeben…</translation>
    </message>
    <message>
        <source>Fire drill…</source>
        <translation>Notfallübung…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About ctpanel</source>
        <translation>Über ctpanel</translation>
    </message>
    <message>
        <source>Messages come by the tray while no window of ctpanel is in front.</source>
        <translation>Nachrichten kommen über den Infobereich, solange kein Fenster von ctpanel vorn ist.</translation>
    </message>
    <message>
        <source>There is no tray here: instead of a message the window's entry in the task bar is marked. Notices stay in the window.</source>
        <translation>Hier gibt es keinen Infobereich: Statt einer Nachricht wird der Eintrag des Fensters in der Taskleiste markiert. Meldungen bleiben im Fenster.</translation>
    </message>
    <message>
        <source>This is a test. Nothing happened.</source>
        <translation>Dies ist ein Test. Nichts ist geschehen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} events</source>
        <extracomment>{n} event</extracomment>
        <translation>
            <numerusform>{n} Ereignis</numerusform>
            <numerusform>{n} Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Schließen…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>See your positions. Close exactly what you mean.</source>
        <translation>Positionen sehen. Genau das schließen, was gemeint ist.</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Journal, settings and logs are in</source>
        <translation>Journal, Einstellungen und Protokolle liegen in</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>&amp;Copy versions and folder</source>
        <translation>&amp;Versionen und Ordner kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>&amp;All</source>
        <translation>&amp;Alle</translation>
    </message>
    <message>
        <source>of {open}</source>
        <translation>von {open}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>&amp;Contracts</source>
        <translation>&amp;Kontrakte</translation>
    </message>
    <message>
        <source>&amp;Percent</source>
        <translation>&amp;Prozent</translation>
    </message>
    <message>
        <source>Any percentage closes the one contract and cancels working orders.</source>
        <translation>Jeder Prozentsatz schließt den einen Kontrakt und storniert offene Orders.</translation>
    </message>
    <message>
        <source>{percent}% and up closes all {open} and cancels working orders.</source>
        <translation>Ab {percent}% werden alle {open} geschlossen und offene Orders storniert.</translation>
    </message>
    <message>
        <source>Close position: {instrument}, {account}</source>
        <translation>Position schließen: {instrument}, {account}</translation>
    </message>
    <message>
        <source>No working orders on this instrument.</source>
        <translation>Keine offenen Orders zu diesem Instrument.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>closing…</source>
        <translation>wird geschlossen…</translation>
    </message>
    <message>
        <source>Kept back: read again first</source>
        <translation>Zurückgehalten: zuerst erneut lesen</translation>
    </message>
    <message>
        <source>Nothing to close</source>
        <translation>Nichts zu schließen</translation>
    </message>
    <message>
        <source>Choose how much to close</source>
        <translation>Wählen, wie viel geschlossen wird</translation>
    </message>
    <message>
        <source>Choose again to send</source>
        <translation>Zum Senden neu wählen</translation>
    </message>
    <message>
        <source>Not possible like this</source>
        <translation>So nicht möglich</translation>
    </message>
    <message>
        <source>It was flat when it was last read, and that is a while ago. Whether it still is, is not known.</source>
        <translation>War flat, als zuletzt gelesen wurde, und das ist eine Weile her. Ob es noch so ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This position has not been read yet.</source>
        <translation>Diese Position ist noch nicht gelesen.</translation>
    </message>
    <message>
        <source>It went flat. What is chosen here was not sent.</source>
        <translation>Wurde flat. Was hier gewählt ist, wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The choice changed while the position was read, so nothing was sent.</source>
        <translation>Die Wahl änderte sich, während die Position gelesen wurde; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The position could not be read. Nothing was sent. You can send without a fresh read.</source>
        <translation>Die Position war nicht lesbar. Nichts wurde gesendet. Senden ist ohne frische Abfrage möglich.</translation>
    </message>
    <message>
        <source>Last known: {position}. Choose an amount to close.</source>
        <translation>Zuletzt bekannt: {position}. Zum Schließen eine Menge wählen.</translation>
    </message>
    <message>
        <source>Open now: {position}. Choose an amount to close.</source>
        <translation>Jetzt offen: {position}. Zum Schließen eine Menge wählen.</translation>
    </message>
    <message>
        <source>“{typed}” is more than what is open. Type 1 to {open}, or press All.</source>
        <translation>„{typed}“ ist mehr, als offen ist. 1 bis {open} eingeben oder „Alle“ drücken.</translation>
    </message>
    <message>
        <source>“{typed}” is not a whole number of contracts. Type digits alone, 1 to {open}, or press All.</source>
        <translation>„{typed}“ ist keine ganze Zahl von Kontrakten. Nur Ziffern eingeben, 1 bis {open}, oder „Alle“ drücken.</translation>
    </message>
    <message>
        <source>As far as is known: {position}. Another close is kept back until you have read again.</source>
        <translation>Soweit bekannt: {position}. Eine weitere Schließung wird zurückgehalten, bis erneut gelesen ist.</translation>
    </message>
    <message>
        <source>Open again: {now}, review</source>
        <translation>Wieder offen: {now}, prüfen</translation>
    </message>
    <message>
        <source>Changed {before} → {now}, review</source>
        <translation>Geändert {before} → {now}, prüfen</translation>
    </message>
    <message>
        <source>Changed and back to {now}, review</source>
        <translation>Geändert und zurück auf {now}, prüfen</translation>
    </message>
    <message>
        <source>The position was closed and is open again: {now}. Nothing was sent. Press the button to see the new plan.</source>
        <translation>Die Position war geschlossen und ist wieder offen: {now}. Nichts wurde gesendet. Der Knopf zeigt den neuen Plan.</translation>
    </message>
    <message>
        <source>The position changed from {before} to {now} while this window was open. Nothing was sent. Press the button to see the new plan.</source>
        <translation>Die Position hat sich von {before} auf {now} geändert, während dieses Fenster offen war. Nichts wurde gesendet. Der Knopf zeigt den neuen Plan.</translation>
    </message>
    <message>
        <source>Send without fresh read: {plan}</source>
        <translation>Ohne frische Abfrage senden: {plan}</translation>
    </message>
    <message>
        <source>The position could not be read just now, so the size shown may be old. Nothing was sent. You can still send. {why}</source>
        <translation>Die Position war gerade nicht lesbar, die gezeigte Größe kann alt sein. Nichts wurde gesendet. Senden ist trotzdem möglich. {why}</translation>
    </message>
    <message>
        <source>Sim and live accounts are both in this list.</source>
        <translation>In dieser Liste stehen Sim- und Live-Konten.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stopping: no further request is sent. What has left goes on.</source>
        <translation>Wird angehalten: Keine weitere Anfrage wird gesendet. Was hinaus ist, läuft weiter.</translation>
    </message>
    <message numerus="yes">
        <source>The run goes on: {n} rows are not sent yet. Stop it first, or keep this list open.</source>
        <extracomment>The run goes on: {n} row is not sent yet. Stop it first, or keep this list open.</extracomment>
        <translation>
            <numerusform>Die Sendung geht weiter: {n} Zeile ist noch nicht gesendet. Zuerst anhalten, oder diese Liste offen lassen.</numerusform>
            <numerusform>Die Sendung geht weiter: {n} Zeilen sind noch nicht gesendet. Zuerst anhalten, oder diese Liste offen lassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>List changed, review</source>
        <translation>Liste geändert, prüfen</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>{done} von {all} erledigt</translation>
    </message>
    <message numerus="yes">
        <source>{n} chosen rows are not in this list, and nothing is sent for them:</source>
        <extracomment>{n} chosen row is not in this list, and nothing is sent for it:</extracomment>
        <translation>
            <numerusform>{n} gewählte Zeile steht nicht in dieser Liste, und für sie wird nichts gesendet:</numerusform>
            <numerusform>{n} gewählte Zeilen stehen nicht in dieser Liste, und für sie wird nichts gesendet:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And {n} more rows: {names}</source>
        <extracomment>And {n} more row: {names}</extracomment>
        <translation>
            <numerusform>Und {n} weitere Zeile: {names}</numerusform>
            <numerusform>Und {n} weitere Zeilen: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {all} verified.</source>
        <extracomment>{n} of {all} verified.</extracomment>
        <translation>
            <numerusform>{n} von {all} verifiziert.</numerusform>
            <numerusform>{n} von {all} verifiziert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were not sent: stopped before them.</source>
        <extracomment>{n} was not sent: stopped before it.</extracomment>
        <translation>
            <numerusform>{n} wurde nicht gesendet: davor angehalten.</numerusform>
            <numerusform>{n} wurden nicht gesendet: davor angehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} need a look: read their results.</source>
        <extracomment>{n} needs a look: read its result.</extracomment>
        <translation>
            <numerusform>{n} braucht einen Blick: Ergebnis lesen.</numerusform>
            <numerusform>{n} brauchen einen Blick: Ergebnisse lesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And {n} more rows, in red in the list.</source>
        <extracomment>And {n} more row, in red in the list.</extracomment>
        <translation>
            <numerusform>Und {n} weitere Zeile, rot in der Liste.</numerusform>
            <numerusform>Und {n} weitere Zeilen, rot in der Liste.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each row is one request. NinjaTrader closes the position at market and cancels the working orders of its instrument. Only the rows below are acted on.</source>
        <translation>Jede Zeile ist eine Anfrage. NinjaTrader schließt die Position zum Markt und storniert die offenen Orders ihres Instruments. Nur die Zeilen unten sind betroffen.</translation>
    </message>
    <message>
        <source>Each row is one request for a whole account. NinjaTrader closes all its positions at market and cancels their working orders; where no position is open, it cancels the working orders. Entry orders on other instruments of an account with positions may stay; if any do, the result says so.</source>
        <translation>Jede Zeile ist eine Anfrage für ein ganzes Konto. NinjaTrader schließt alle seine Positionen zum Markt und storniert deren offene Orders; wo keine Position offen ist, storniert es die offenen Orders. Einstiegsorders auf anderen Instrumenten eines Kontos mit Positionen können bleiben; dann sagt es das Ergebnis.</translation>
    </message>
    <message>
        <source>Each row is one request. It cancels every working order of that instrument in that account, stops, targets and entries. Positions stay open, without the protection of these orders.</source>
        <translation>Jede Zeile ist eine Anfrage. Sie storniert jede offene Order dieses Instruments in diesem Konto: Stops, Ziele und Einstiege. Positionen bleiben offen, ohne den Schutz dieser Orders.</translation>
    </message>
    <message>
        <source>Each row is one request for a whole account. It cancels every working order there. Positions stay open, without the protection of these orders.</source>
        <translation>Jede Zeile ist eine Anfrage für ein ganzes Konto. Sie storniert dort jede offene Order. Positionen bleiben offen, ohne den Schutz dieser Orders.</translation>
    </message>
    <message>
        <source>The side of this position could not be read. Flatten it by itself.</source>
        <translation>Die Seite dieser Position war nicht lesbar. Sie einzeln glattstellen.</translation>
    </message>
    <message>
        <source>Each row is one order. Orders of one OCO group go together. Positions stay as they are.</source>
        <translation>Jede Zeile ist eine Order. Orders einer OCO-Gruppe gehen gemeinsam. Positionen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Flatten longs</source>
        <translation>Longs glattstellen</translation>
    </message>
    <message>
        <source>Flatten shorts</source>
        <translation>Shorts glattstellen</translation>
    </message>
    <message>
        <source>Flatten group {name}</source>
        <translation>Gruppe {name} glattstellen</translation>
    </message>
    <message>
        <source>Flatten accounts</source>
        <translation>Konten glattstellen</translation>
    </message>
    <message>
        <source>Flatten everything</source>
        <translation>Alles glattstellen</translation>
    </message>
    <message>
        <source>Each row is one request. It opens a position of the same size on the other side. Working orders stay as they are: they were meant for the side of before.</source>
        <translation>Jede Zeile ist eine Anfrage. Sie eröffnet eine gleich große Position auf der anderen Seite. Offene Orders bleiben, wie sie sind: Sie galten der vorigen Seite.</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Drehen</translation>
    </message>
    <message numerus="yes">
        <source>Cancel orders of {n} instruments</source>
        <extracomment>Cancel orders of {n} instrument</extracomment>
        <translation>
            <numerusform>Orders von {n} Instrument stornieren</numerusform>
            <numerusform>Orders von {n} Instrumenten stornieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n} orders</source>
        <extracomment>Cancel {n} order</extracomment>
        <translation>
            <numerusform>{n} Order stornieren</numerusform>
            <numerusform>{n} Orders stornieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Flatten {n} positions</source>
        <extracomment>Flatten {n} position</extracomment>
        <translation>
            <numerusform>{n} Position glattstellen</numerusform>
            <numerusform>{n} Positionen glattstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Flatten {n} accounts</source>
        <extracomment>Flatten {n} account</extracomment>
        <translation>
            <numerusform>{n} Konto glattstellen</numerusform>
            <numerusform>{n} Konten glattstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cancel orders of {n} accounts</source>
        <extracomment>cancel orders of {n} account</extracomment>
        <translation>
            <numerusform>Orders von {n} Konto stornieren</numerusform>
            <numerusform>Orders von {n} Konten stornieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel orders of {n} accounts</source>
        <extracomment>Cancel orders of {n} account</extracomment>
        <translation>
            <numerusform>Orders von {n} Konto stornieren</numerusform>
            <numerusform>Orders von {n} Konten stornieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reverse {n} positions</source>
        <extracomment>Reverse {n} position</extracomment>
        <translation>
            <numerusform>{n} Position drehen</numerusform>
            <numerusform>{n} Positionen drehen</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for the command before it</source>
        <translation>wartet auf den Befehl davor</translation>
    </message>
    <message numerus="yes">
        <source>Also the {n} sim rows (sim and live are kept apart)</source>
        <extracomment>Also the {n} sim row (sim and live are kept apart)</extracomment>
        <translation>
            <numerusform>Auch die {n} Sim-Zeile (Sim und Live bleiben getrennt)</numerusform>
            <numerusform>Auch die {n} Sim-Zeilen (Sim und Live bleiben getrennt)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also the {n} rows that are not sim (sim and live are kept apart)</source>
        <extracomment>Also the {n} row that is not sim (sim and live are kept apart)</extracomment>
        <translation>
            <numerusform>Auch die {n} Zeile, die nicht Sim ist (Sim und Live bleiben getrennt)</numerusform>
            <numerusform>Auch die {n} Zeilen, die nicht Sim sind (Sim und Live bleiben getrennt)</numerusform>
        </translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Outcome and time</source>
        <translation>Ergebnis und Zeit</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>Notfallübung</translation>
    </message>
    <message>
        <source>&amp;Start this drill</source>
        <translation>Diese Übung &amp;starten</translation>
    </message>
    <message>
        <source>Running now: {title}. Close a position in the main window. The time counts from your press until a fresh read has proven the result.</source>
        <translation>Läuft jetzt: {title}. Im Hauptfenster eine Position schließen. Die Zeit zählt vom Drücken, bis eine frische Abfrage das Ergebnis bewiesen hat.</translation>
    </message>
    <message>
        <source>No command yet in this drill. Close a position in the main window.</source>
        <translation>In dieser Übung noch kein Befehl. Im Hauptfenster eine Position schließen.</translation>
    </message>
    <message>
        <source>Another drill starts the demo anew, with fresh positions.</source>
        <translation>Eine andere Übung startet die Demo neu, mit frischen Positionen.</translation>
    </message>
    <message>
        <source>The close dialog</source>
        <translation>Der Schließen-Dialog</translation>
    </message>
    <message>
        <source>Choose a number of contracts or a percentage; what you touched last decides, and only that is sent. The other one shows what it comes to. A percentage is rounded up to whole contracts.
Closing everything is NinjaTrader's flatten of that instrument: it also cancels the working orders there. Closing a part leaves them as they are, so a stop or target may then be bigger than the position; the table says which.
The button always says what will be sent. If the position changes while the dialog is open, the button asks for a review first. On real accounts it has to be held for 0.6 s, with the mouse, Space or Enter, unless the settings say otherwise.
After one send, choose again to send more. Closing the window never stops a close that is on its way.</source>
        <translation>Eine Zahl von Kontrakten oder einen Prozentsatz wählen; was zuletzt berührt wurde, entscheidet, und nur das wird gesendet. Das andere Feld zeigt, was sich daraus ergibt. Ein Prozentsatz wird auf ganze Kontrakte aufgerundet.
Alles schließen ist NinjaTraders Glattstellen dieses Instruments: Es storniert dort auch die offenen Orders. Einen Teil schließen lässt sie, wie sie sind; ein Stop oder Ziel kann dann größer sein als die Position, und die Tabelle sagt, welches.
Der Knopf sagt immer, was gesendet wird. Ändert sich die Position, während der Dialog offen ist, verlangt der Knopf zuerst eine Prüfung. Bei echten Konten muss er 0,6 s gehalten werden, mit der Maus, der Leertaste oder der Eingabetaste, sofern die Einstellungen nichts anderes sagen.
Nach einem Senden neu wählen, um mehr zu senden. Das Fenster zu schließen hält nie eine Schließung auf, die unterwegs ist.</translation>
    </message>
    <message>
        <source>More than one position</source>
        <translation>Mehr als eine Position</translation>
    </message>
    <message>
        <source>Cancel orders and Flatten act on the selected rows. The menu Positions and the menus of the tables (right button) offer one order, an instrument, an account, a group of accounts, only longs, only shorts, or everything. First a list shows every request that will be sent, row by row; what the list does not show is not sent. If it changes before the press, the button asks for a review.
Simulated and live accounts are never in one list unless you add the others yourself. Only Flatten everything takes both, and wants a word typed.
Requests leave one after the other, as fast as the service allows. Each row gets its own result by fresh reads; one that fails hides no other. Stop sends no further request; what has left goes on. The list stays open until every row is sent or you stopped it; after that, closing it stops nothing.
Flattening an account reaches its positions and the working orders of their instruments. An entry order on another instrument may stay, and is then told. An account that has only working orders gets these cancelled.
Groups of accounts are made in the settings: give a group a name and check its accounts. The menu of an account then offers to flatten its group.</source>
        <translation>„Orders stornieren“ und „Glattstellen“ wirken auf die gewählten Zeilen. Das Menü Positionen und die Menüs der Tabellen (rechte Maustaste) bieten eine Order, ein Instrument, ein Konto, eine Kontogruppe, nur Longs, nur Shorts oder alles an. Zuerst zeigt eine Liste jede Anfrage, die gesendet wird, Zeile für Zeile; was die Liste nicht zeigt, wird nicht gesendet. Ändert sie sich vor dem Drücken, verlangt der Knopf eine Prüfung.
Sim- und Live-Konten stehen nie in einer Liste, außer die anderen werden eigens hinzugenommen. Nur „Alles glattstellen“ nimmt beide und verlangt ein eingetipptes Wort.
Anfragen gehen nacheinander hinaus, so schnell der Dienst es erlaubt. Jede Zeile bekommt ihr eigenes Ergebnis durch frische Abfragen; ein Fehlschlag verdeckt kein anderes. „Anhalten“ sendet keine weitere Anfrage; was hinaus ist, läuft weiter. Die Liste bleibt offen, bis jede Zeile gesendet oder die Sendung angehalten ist; danach hält ihr Schließen nichts an.
Ein Konto glattstellen erreicht seine Positionen und die offenen Orders ihrer Instrumente. Eine Einstiegsorder auf einem anderen Instrument kann bleiben und wird dann genannt. Bei einem Konto, das nur offene Orders hat, werden diese storniert.
Kontogruppen entstehen in den Einstellungen: der Gruppe einen Namen geben und ihre Konten ankreuzen. Das Menü eines Kontos bietet dann an, seine Gruppe glattzustellen.</translation>
    </message>
    <message>
        <source>Orders left over or too big</source>
        <translation>Übrige oder zu große Orders</translation>
    </message>
    <message>
        <source>A stop or target that is bigger than the position opens the opposite side when it is hit. The close dialog says so before a partial close, with the contracts that would then be open. Orders that are in one OCO group count once, because NinjaTrader cancels the others when one fills; where no group links them, all of them may be hit, and the dialog says where that would end.
After an exit, yours here or one made elsewhere, the close dialog offers two ways out. Resize to what is left replaces the orders of the instrument by a stop and a target of the size of the position, at their present prices; for a moment there is no protection, and entry orders of that instrument are cancelled too, which the button then says. Cancel the working orders leaves the position without protection.
Resize is offered only where one stop price and one target price are known for certain, and where the add-on is new enough.
Protection in the table is told only when position and orders were read at the same moment, within two seconds; otherwise there is a dash, and its tip says why.</source>
        <translation>Ein Stop oder Ziel, das größer ist als die Position, eröffnet bei Auslösung die Gegenseite. Der Schließen-Dialog sagt es vor einer Teilschließung, mit den Kontrakten, die dann offen wären. Orders in einer OCO-Gruppe zählen einmal, weil NinjaTrader die anderen storniert, wenn eine ausgeführt wird; wo keine Gruppe sie verbindet, können alle ausgelöst werden, und der Dialog sagt, wo das enden würde.
Nach einem Ausstieg, hier oder anderswo, bietet der Schließen-Dialog zwei Wege. „Anpassen“ ersetzt die Orders des Instruments durch einen Stop und ein Ziel in der Größe der Position, zu ihren jetzigen Preisen; für einen Augenblick gibt es keinen Schutz, und auch Einstiegsorders dieses Instruments werden storniert, was der Knopf dann sagt. „Offene Orders stornieren“ lässt die Position ohne Schutz.
Anpassen wird nur angeboten, wo ein Stop-Preis und ein Ziel-Preis sicher bekannt sind und das Add-on neu genug ist.
Der Schutz in der Tabelle wird nur genannt, wenn Position und Orders im selben Augenblick gelesen wurden, binnen zwei Sekunden; sonst steht dort ein Strich, und sein Tipp sagt, warum.</translation>
    </message>
    <message>
        <source>The press counted once. Nothing has left this computer yet; what is meant is being written to the journal.
There is nothing to do.</source>
        <translation>Der Druck zählte einmal. Noch hat nichts diesen Computer verlassen; was gemeint ist, wird ins Journal geschrieben.
Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>What is meant stands in the journal on disk, so that not even a crash loses it. From now on the position is kept for this command: no second one can leave.
There is nothing to do.</source>
        <translation>Was gemeint ist, steht im Journal auf dem Datenträger; nicht einmal ein Absturz verliert es. Von jetzt an gehört die Position diesem Befehl: Kein zweiter kann hinaus.
Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>The request is on its way to the service, once. However often you press now, it is not sent again.
Wait. If no answer comes, the outcome is UNKNOWN, and the panel reads the position to find out.</source>
        <translation>Die Anfrage ist auf dem Weg zum Dienst, einmal. Wie oft jetzt auch gedrückt wird, sie wird nicht noch einmal gesendet.
Warten. Kommt keine Antwort, ist das Ergebnis UNBEKANNT, und das Panel liest die Position, um es herauszufinden.</translation>
    </message>
    <message>
        <source>The service said yes. That is not the end: it answers before the order has filled.
Wait. The panel now reads the position and the working orders again.</source>
        <translation>Der Dienst hat Ja gesagt. Das ist nicht das Ende: Er antwortet, bevor die Order ausgeführt ist.
Warten. Das Panel liest jetzt die Position und die offenen Orders erneut.</translation>
    </message>
    <message>
        <source>Fresh reads of the position and the working orders are held against what was planned, for up to ten seconds.
Wait. The word changes when the plan has come true, or when the time is over.</source>
        <translation>Frische Abfragen der Position und der offenen Orders werden mit dem Plan verglichen, bis zu zehn Sekunden lang.
Warten. Das Wort ändert sich, wenn der Plan wahr geworden oder die Zeit vorbei ist.</translation>
    </message>
    <message>
        <source>A fresh read showed no position and no working order left on this instrument. There is nothing to do.</source>
        <translation>Eine frische Abfrage zeigte keine Position und keine offene Order mehr zu diesem Instrument. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>VERIFIED, some left</source>
        <translation>VERIFIZIERT, ein Rest bleibt</translation>
    </message>
    <message>
        <source>A fresh read showed exactly the contracts that were meant to stay. Working orders were not touched: look at the protection of what is left.</source>
        <translation>Eine frische Abfrage zeigte genau die Kontrakte, die bleiben sollten. Offene Orders wurden nicht berührt: den Schutz des Rests ansehen.</translation>
    </message>
    <message>
        <source>VERIFIED, done</source>
        <translation>VERIFIZIERT, erledigt</translation>
    </message>
    <message>
        <source>A fresh read showed that the command did what it says: orders cancelled, stop and target resized, or the position turned over.</source>
        <translation>Eine frische Abfrage zeigte, dass der Befehl tat, was er sagt: Orders storniert, Stop und Ziel angepasst, oder die Position gedreht.</translation>
    </message>
    <message>
        <source>The position is neither as it was nor as planned: some of it was closed, or something else traded too. More of this close may still fill. Look in NinjaTrader, then read again here before you send another close.</source>
        <translation>Die Position ist weder, wie sie war, noch wie geplant: Ein Teil wurde geschlossen, oder etwas anderes hat auch gehandelt. Mehr von dieser Schließung kann noch ausgeführt werden. In NinjaTrader nachsehen, dann hier erneut lesen, bevor eine weitere Schließung gesendet wird.</translation>
    </message>
    <message>
        <source>The position is flat, but working orders are still there. If one fills it opens a new position. Cancel them.</source>
        <translation>Die Position ist flat, aber offene Orders sind noch da. Wird eine ausgeführt, eröffnet sie eine neue Position. Stornieren.</translation>
    </message>
    <message>
        <source>The service accepted the close, but no read within ten seconds showed it done. It may still fill. Look in NinjaTrader now. Another close is kept back until you read again.</source>
        <translation>Der Dienst hat die Schließung angenommen, aber keine Abfrage zeigte sie binnen zehn Sekunden als erledigt. Sie kann noch ausgeführt werden. Jetzt in NinjaTrader nachsehen. Eine weitere Schließung wird zurückgehalten, bis erneut gelesen ist.</translation>
    </message>
    <message>
        <source>The service or the broker said no, in the words shown. Nothing was closed. You can choose and send again.</source>
        <translation>Der Dienst oder der Broker hat abgelehnt, mit den gezeigten Worten. Nichts wurde geschlossen. Neu wählen und senden ist möglich.</translation>
    </message>
    <message>
        <source>The close never left this computer. Nothing was closed. You can choose and send again.</source>
        <translation>Die Schließung hat diesen Computer nie verlassen. Nichts wurde geschlossen. Neu wählen und senden ist möglich.</translation>
    </message>
    <message>
        <source>The answer was lost on the way, so the close may or may not have been carried out. It is never sent again by itself, because that could close twice. Look in NinjaTrader; then read again here, which frees the position for a new close.</source>
        <translation>Die Antwort ging unterwegs verloren; die Schließung wurde vielleicht ausgeführt, vielleicht nicht. Sie wird nie von selbst noch einmal gesendet, denn das könnte zweimal schließen. In NinjaTrader nachsehen; dann hier erneut lesen, das gibt die Position für eine neue Schließung frei.</translation>
    </message>
    <message>
        <source>Try again, or press “Cancel orders” in the main window, which does not read first.</source>
        <translation>Noch einmal versuchen oder im Hauptfenster „Orders stornieren“ drücken; das liest nicht vorher.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message numerus="yes">
        <source>Cancel the {n} working orders of this instrument</source>
        <extracomment>Cancel the {n} working order of this instrument</extracomment>
        <translation>
            <numerusform>Die {n} offene Order dieses Instruments stornieren</numerusform>
            <numerusform>Die {n} offenen Orders dieses Instruments stornieren</numerusform>
        </translation>
    </message>
    <message>
        <source>The position could not be read, so nothing was sent. {why}</source>
        <translation>Die Position konnte nicht gelesen werden, daher wurde nichts gesendet. {why}</translation>
    </message>
    <message>
        <source>The working orders could not be read, so nothing was sent.</source>
        <translation>Die offenen Orders waren nicht lesbar, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The position or its orders have changed, so nothing was sent. Look at them first.</source>
        <translation>Die Position oder ihre Orders haben sich geändert, daher wurde nichts gesendet. Erst ansehen.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Kontrakte</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>{open} of {all}</source>
        <translation>{open} von {all}</translation>
    </message>
    <message>
        <source>&amp;What does this mean?</source>
        <translation>&amp;Was heißt das?</translation>
    </message>
    <message>
        <source>What does this mean?</source>
        <translation>Was heißt das?</translation>
    </message>
    <message>
        <source>&amp;Press once more to allow a new close</source>
        <translation>&amp;Noch einmal drücken, um eine neue Schließung zu erlauben</translation>
    </message>
    <message>
        <source>&amp;Read again and allow a new close</source>
        <translation>Erneut &amp;lesen und neue Schließung erlauben</translation>
    </message>
    <message>
        <source>From an earlier run of the program.</source>
        <translation>Aus einem früheren Lauf des Programms.</translation>
    </message>
    <message>
        <source>You may close this window: the command goes on; its row and Activity show it.</source>
        <translation>Dieses Fenster darf geschlossen werden: Der Befehl läuft weiter; seine Zeile und „Aktivität“ zeigen ihn.</translation>
    </message>
    <message>
        <source>The first close may still fill late. Be sure of the position before you send more.</source>
        <translation>Die erste Schließung kann noch verspätet ausgeführt werden. Erst Gewissheit über die Position haben, dann mehr senden.</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>nie gelesen</translation>
    </message>
    <message>
        <source>read {age} ago</source>
        <translation>vor {age} gelesen</translation>
    </message>
    <message>
        <source>as of {clock}, {age} ago</source>
        <translation>Stand {clock}, vor {age}</translation>
    </message>
    <message>
        <source>{when}; a press reads it again first</source>
        <translation>{when}; ein Druck liest vorher neu</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>nichts offen</translation>
    </message>
    <message>
        <source>average {price}</source>
        <translation>Einstand {price}</translation>
    </message>
    <message>
        <source>mark {price}</source>
        <translation>Kurs {price}</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>C&amp;reate</source>
        <translation>A&amp;nlegen</translation>
    </message>
    <message>
        <source>Save &amp;addresses</source>
        <translation>&amp;Adressen speichern</translation>
    </message>
    <message>
        <source>&amp;Switch to it</source>
        <translation>Dahin &amp;wechseln</translation>
    </message>
    <message>
        <source>&amp;Open in its own window</source>
        <translation>In eigenem Fenster &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Name of a new profile</source>
        <translation>Name eines neuen Profils</translation>
    </message>
    <message>
        <source>Address for requests</source>
        <translation>Adresse für Anfragen</translation>
    </message>
    <message>
        <source>Address for streaming</source>
        <translation>Adresse für Streaming</translation>
    </message>
    <message numerus="yes">
        <source>{n} commands without an outcome</source>
        <extracomment>{n} command without an outcome</extracomment>
        <translation>
            <numerusform>{n} Befehl ohne Ergebnis</numerusform>
            <numerusform>{n} Befehle ohne Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is there. It has no token yet and asks for one when it is opened.</source>
        <translation>„{name}“ ist da. Es hat noch kein Token und fragt danach, wenn es geöffnet wird.</translation>
    </message>
    <message>
        <source>Saved. The addresses count from the next start of “{name}” on.</source>
        <translation>Gespeichert. Die Adressen gelten ab dem nächsten Start von „{name}“.</translation>
    </message>
    <message>
        <source>“{name}” opens in its own window. This window goes on as it is.</source>
        <translation>„{name}“ öffnet sich in einem eigenen Fenster. Dieses Fenster läuft weiter wie bisher.</translation>
    </message>
    <message>
        <source>Delete the profile “{name}”?</source>
        <translation>Das Profil „{name}“ löschen?</translation>
    </message>
    <message>
        <source>Delete profile and token</source>
        <translation>Profil und Token löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete profile</source>
        <translation>Profil löschen</translation>
    </message>
    <message>
        <source>Asking the keyring for the token of “{name}”…</source>
        <translation>Der Schlüsselbund wird nach dem Token von „{name}“ gefragt…</translation>
    </message>
    <message>
        <source>A profile is one user of CrossTrade: its own token, addresses, nicknames, groups and choice about streaming. Profiles can be open side by side, each in a window of its own.</source>
        <translation>Ein Profil ist ein Benutzer von CrossTrade: mit eigenem Token, Adressen, eigenen Namen, Gruppen und Wahl zum Streaming. Profile können nebeneinander offen sein, jedes in seinem Fenster.</translation>
    </message>
    <message>
        <source>This window works with the token that was given by the environment (XTRADE_TOKEN), whatever its profile's own token is. Other windows that are opened from here do not get it.</source>
        <translation>Dieses Fenster arbeitet mit dem Token aus der Umgebung (XTRADE_TOKEN), was auch immer das eigene Token des Profils ist. Andere Fenster, die von hier geöffnet werden, bekommen es nicht.</translation>
    </message>
    <message>
        <source>This window talks to an address that was given on the command line (--base-url, --stream-url), whatever stands here for its profile.</source>
        <translation>Dieses Fenster spricht mit einer Adresse, die auf der Befehlszeile angegeben wurde (--base-url, --stream-url), was auch immer hier für sein Profil steht.</translation>
    </message>
    <message>
        <source>The token of this profile is sent to these addresses. Change them only when CrossTrade tells you to; they count from the profile's next start on.</source>
        <translation>Das Token dieses Profils wird an diese Adressen gesendet. Nur ändern, wenn CrossTrade es sagt; sie gelten ab dem nächsten Start des Profils.</translation>
    </message>
    <message>
        <source>A profile keeps its name, because its journal and its token are kept under it.</source>
        <translation>Ein Profil behält seinen Namen, denn darunter liegen sein Journal und sein Token.</translation>
    </message>
    <message>
        <source>Its token leaves the keyring, and its addresses, nicknames and groups are gone.
What it did stays in the journal. Positions and orders at the broker stay as they are.</source>
        <translation>Sein Token verlässt den Schlüsselbund; seine Adressen, eigenen Namen und Gruppen sind weg.
Was es tat, bleibt im Journal. Positionen und Orders beim Broker bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>this window</source>
        <translation>dieses Fenster</translation>
    </message>
    <message>
        <source>open in another window</source>
        <translation>in einem anderen Fenster offen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Nothing is in this list, so nothing can be sent.</source>
        <translation>Diese Liste ist leer, es kann nichts gesendet werden.</translation>
    </message>
    <message>
        <source>whole account</source>
        <translation>ganzes Konto</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>By provider</source>
        <translation>Nach Anbieter</translation>
    </message>
    <message>
        <source>Sim</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Class of {account}</source>
        <translation>Klasse von {account}</translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>No account has been seen yet.</source>
        <translation>Noch kein Konto gesehen.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>not a color</source>
        <translation>keine Farbe</translation>
    </message>
    <message>
        <source>There is a group of this name already. Capitals make no difference.</source>
        <translation>Es gibt schon eine Gruppe mit diesem Namen. Groß oder klein macht keinen Unterschied.</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>Name of a new group</source>
        <translation>Name einer neuen Gruppe</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>Am Platz</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Notfall</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light or dark, or whatever the system uses.</source>
        <translation>Hell oder dunkel, oder wie das System.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Profit and loss colors</source>
        <translation>Farben für Gewinn und Verlust</translation>
    </message>
    <message>
        <source>Signs and arrows say the same, so any pair can be told apart in gray.</source>
        <translation>Vorzeichen und Pfeile sagen dasselbe; jedes Paar ist auch in Grau unterscheidbar.</translation>
    </message>
    <message>
        <source>Green and red</source>
        <translation>Grün und Rot</translation>
    </message>
    <message>
        <source>Blue and orange</source>
        <translation>Blau und Orange</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Own color for profit</source>
        <translation>Eigene Farbe für Gewinn</translation>
    </message>
    <message>
        <source>As #RRGGBB; it is made lighter or darker where it could not be read.</source>
        <translation>Als #RRGGBB; sie wird heller oder dunkler, wo sie sonst nicht lesbar wäre.</translation>
    </message>
    <message>
        <source>Own color for loss</source>
        <translation>Eigene Farbe für Verlust</translation>
    </message>
    <message>
        <source>Unit of unrealized P&amp;L</source>
        <translation>Einheit der unrealisierten G&amp;V</translation>
    </message>
    <message>
        <source>Ticks and points are per contract.</source>
        <translation>Ticks und Punkte gelten je Kontrakt.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Ticks</source>
        <translation>Ticks</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Size of the interface</source>
        <translation>Größe der Oberfläche</translation>
    </message>
    <message>
        <source>Fonts and controls together, from 75 to 300 percent of the system's own size.</source>
        <translation>Schrift und Bedienelemente zusammen, von 75 bis 300 Prozent der Systemgröße.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of texts and numbers in the window, from the next start on. Files and what is sent stay as they are.</source>
        <translation>Von Texten und Zahlen im Fenster, ab dem nächsten Start. Dateien und Gesendetes bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Hold to send on live accounts</source>
        <translation>Halten bei Live-Konten</translation>
    </message>
    <message>
        <source>The button has to be held for 0.6 s; without this one press sends real orders.</source>
        <translation>Der Knopf muss 0,6 s gehalten werden; ohne dies sendet ein einziger Druck echte Orders.</translation>
    </message>
    <message>
        <source>Hold to send on unknown accounts</source>
        <translation>Halten bei unbekannten Konten</translation>
    </message>
    <message>
        <source>Accounts whose provider does not say whether real money is behind them.</source>
        <translation>Konten, deren Anbieter nicht sagt, ob echtes Geld dahintersteht.</translation>
    </message>
    <message>
        <source>Hold to send on sim accounts</source>
        <translation>Halten bei Sim-Konten</translation>
    </message>
    <message>
        <source>For practice with the same hand as on a live account.</source>
        <translation>Zum Üben mit derselben Hand wie beim Live-Konto.</translation>
    </message>
    <message>
        <source>Offer reverse</source>
        <translation>Drehen anbieten</translation>
    </message>
    <message>
        <source>Adds a command that closes a position and opens the opposite side.</source>
        <translation>Ein weiterer Befehl: Er schließt eine Position und eröffnet die Gegenseite.</translation>
    </message>
    <message>
        <source>Reverse opens a new position. If its answer is lost you may be flat, reversed, or in between.</source>
        <translation>Drehen eröffnet eine neue Position. Geht die Antwort verloren, ist die Position vielleicht flat, gedreht oder dazwischen.</translation>
    </message>
    <message>
        <source>The window stays above your charts.</source>
        <translation>Das Fenster bleibt über den Charts.</translation>
    </message>
    <message>
        <source>Only positions and the close button.</source>
        <translation>Nur Positionen und der Knopf zum Schließen.</translation>
    </message>
    <message>
        <source>Close buttons on every row</source>
        <translation>Schließen-Knöpfe in jeder Zeile</translation>
    </message>
    <message>
        <source>25%, 50%, 75% and All in the table of positions. They open the close dialog with that part set; nothing is sent before you confirm it there.</source>
        <translation>25%, 50%, 75% und Alle in der Tabelle der Positionen. Sie öffnen den Schließen-Dialog mit diesem Anteil; nichts wird gesendet, bevor es dort bestätigt ist.</translation>
    </message>
    <message>
        <source>Mask account numbers and balances</source>
        <translation>Kontonummern und Beträge maskieren</translation>
    </message>
    <message>
        <source>For screen sharing; closing works as before.</source>
        <translation>Für geteilte Bildschirme; Schließen geht wie zuvor.</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>No sounds and no messages at all, whatever is chosen below. Notices in the window come as always.</source>
        <translation>Gar keine Töne und Nachrichten, was auch immer unten gewählt ist. Meldungen im Fenster kommen wie immer.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What is heard and shown besides the window, which always shows everything. Nothing here takes the focus.</source>
        <translation>Was neben dem Fenster zu hören und zu sehen ist; das Fenster zeigt immer alles. Nichts hiervon nimmt den Fokus.</translation>
    </message>
    <message>
        <source>Nicknames and classes</source>
        <translation>Eigene Namen und Klassen</translation>
    </message>
    <message>
        <source>A nickname stands before the account's own name. The class decides how strongly a press has to be meant.</source>
        <translation>Ein eigener Name steht vor dem Namen des Kontos. Die Klasse bestimmt, wie entschieden gedrückt werden muss.</translation>
    </message>
    <message>
        <source>Groups of accounts</source>
        <translation>Kontogruppen</translation>
    </message>
    <message>
        <source>A group can be flattened as a whole, from the menu of the accounts table.</source>
        <translation>Eine Gruppe lässt sich als Ganzes glattstellen, aus dem Menü der Kontentabelle.</translation>
    </message>
    <message>
        <source>Emergency text</source>
        <translation>Notfalltext</translation>
    </message>
    <message>
        <source>Shown when NinjaTrader is away and this panel cannot exit: your broker's site, the desk's phone number.</source>
        <translation>Erscheint, wenn NinjaTrader weg ist und dieses Panel keine Position schließen kann: Seite des Brokers, Telefonnummer des Handelstischs.</translation>
    </message>
    <message>
        <source>Use the streaming session</source>
        <translation>Streaming-Sitzung nutzen</translation>
    </message>
    <message>
        <source>Prices move several times a second, but CrossTrade gives each user one session: another program of yours may lose it. Without it everything is read every few seconds. The demo always streams.</source>
        <translation>Kurse bewegen sich mehrmals je Sekunde, aber CrossTrade gibt jedem Benutzer nur eine Sitzung: Ein anderes eigenes Programm kann sie verlieren. Ohne sie wird alles im Abstand einiger Sekunden gelesen. Die Demo streamt immer.</translation>
    </message>
    <message>
        <source>Way of commands</source>
        <translation>Weg der Befehle</translation>
    </message>
    <message>
        <source>Over the stream counts only while the streaming session is used and connected; at all other times commands go by request. Each goes one way and is sent once.</source>
        <translation>„Über den Stream“ gilt nur, solange die Streaming-Sitzung genutzt wird und verbunden ist; sonst gehen Befehle per Anfrage. Jeder geht nur einen Weg und wird einmal gesendet.</translation>
    </message>
    <message>
        <source>By request</source>
        <translation>Per Anfrage</translation>
    </message>
    <message>
        <source>Over the stream</source>
        <translation>Über den Stream</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The panel disconnects, and the token leaves the keyring of this computer. Positions stay as they are.</source>
        <translation>Das Panel trennt die Verbindung, und das Token verlässt den Schlüsselbund dieses Computers. Positionen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Press Enter on an action, then its new keys. They work only while the main window has the keyboard, and none of them sends an order by itself.</source>
        <translation>Auf einer Aktion die Eingabetaste drücken, dann ihre neuen Tasten. Sie wirken nur, solange das Hauptfenster die Tastatur hat, und keine davon sendet von selbst eine Order.</translation>
    </message>
    <message>
        <source>&amp;New keys</source>
        <translation>&amp;Neue Tasten</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Tasten entfernen</translation>
    </message>
    <message>
        <source>Built-in keys</source>
        <translation>Vorgegebene Tasten</translation>
    </message>
    <message>
        <source>All built-in keys</source>
        <translation>Alle vorgegebenen Tasten</translation>
    </message>
    <message>
        <source>Not changed. {why}</source>
        <translation>Nicht geändert. {why}</translation>
    </message>
    <message>
        <source>All actions have their built-in keys.</source>
        <translation>Alle Aktionen haben ihre vorgegebenen Tasten.</translation>
    </message>
    <message>
        <source>{keys} is for “{action}” now.</source>
        <translation>{keys} gilt jetzt für „{action}“.</translation>
    </message>
    <message>
        <source>“{action}” has no shortcut now.</source>
        <translation>„{action}“ hat jetzt kein Kürzel.</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>Die neuen Tasten drücken</translation>
    </message>
    <message>
        <source>Forget token</source>
        <translation>Token vergessen</translation>
    </message>
    <message>
        <source>Asking the keyring…</source>
        <translation>Der Schlüsselbund wird gefragt…</translation>
    </message>
    <message>
        <source>Set up ctpanel</source>
        <translation>ctpanel einrichten</translation>
    </message>
    <message>
        <source>&amp;Use the streaming session</source>
        <translation>Streaming-Sitzung &amp;nutzen</translation>
    </message>
    <message>
        <source>&amp;Leave it to another program</source>
        <translation>Anderem &amp;Programm überlassen</translation>
    </message>
    <message>
        <source>&amp;Enter token</source>
        <translation>Token &amp;eingeben</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>&amp;Demo ausprobieren</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>Wie soll es losgehen?</translation>
    </message>
    <message>
        <source>With your CrossTrade token, the panel shows and closes your own positions.</source>
        <translation>Mit dem CrossTrade-Token zeigt und schließt das Panel die eigenen Positionen.</translation>
    </message>
    <message>
        <source>The demo is a simulator on this computer: no token, no account, no real order.</source>
        <translation>Die Demo ist ein Simulator auf diesem Computer: kein Token, kein Konto, keine echte Order.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Your CrossTrade token</source>
        <translation>Das CrossTrade-Token</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Abschließen</translation>
    </message>
    <message>
        <source>May this panel take the streaming session?</source>
        <translation>Darf dieses Panel die Streaming-Sitzung übernehmen?</translation>
    </message>
    <message>
        <source>CrossTrade gives each user one streaming session. Whoever connects last has it; the others lose it.</source>
        <translation>CrossTrade gibt jedem Benutzer eine Streaming-Sitzung. Wer sich zuletzt verbindet, hat sie; die anderen verlieren sie.</translation>
    </message>
    <message>
        <source>Profit and prices move several times a second. Another program of yours may lose them.</source>
        <translation>Gewinn und Kurse bewegen sich mehrmals je Sekunde. Ein anderes eigenes Programm kann sie verlieren.</translation>
    </message>
    <message>
        <source>Everything is read every few seconds instead. Closing is as fast and as safe. Choose this if a bot or a second computer of yours streams from CrossTrade.</source>
        <translation>Stattdessen wird alles im Abstand einiger Sekunden gelesen. Schließen ist ebenso schnell und sicher. Dies wählen, wenn ein Bot oder ein zweiter Computer von CrossTrade streamt.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>C&amp;hange shortcuts…</source>
        <translation>Kürzel ä&amp;ndern…</translation>
    </message>
    <message>
        <source>No action or key has these words.</source>
        <translation>Keine Aktion oder Taste enthält diese Wörter.</translation>
    </message>
    <message>
        <source>CrossTrade token</source>
        <translation>CrossTrade-Token</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>The token is in the keyring of this computer.</source>
        <translation>Das Token liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>The token is not stored. It is used until the program ends, then you are asked again.</source>
        <translation>Das Token wird nicht gespeichert. Es gilt bis zum Ende des Programms, dann wird neu gefragt.</translation>
    </message>
    <message>
        <source>&amp;Keep it in the keyring of this computer</source>
        <translation>Im &amp;Schlüsselbund dieses Computers aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>An&amp;melden</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>In CrossTrade, open My Account and reveal the secret key. It is the same key that webhooks use, and API access needs the Pro plan. Whoever has it can trade your accounts: this program sends it to CrossTrade and to nobody else.</source>
        <translation>In CrossTrade „My Account“ öffnen und den geheimen Schlüssel anzeigen. Es ist derselbe Schlüssel, den Webhooks benutzen; API-Zugang braucht den Pro-Tarif. Wer ihn hat, kann auf den Konten handeln: Dieses Programm sendet ihn an CrossTrade und an niemanden sonst.</translation>
    </message>
    <message>
        <source>Without a keyring on this computer it is kept until the program ends, and you are told so.</source>
        <translation>Ohne Schlüsselbund auf diesem Computer gilt es bis zum Ende des Programms, und das wird gesagt.</translation>
    </message>
    <message>
        <source>For this session only: the token is gone when the program ends.</source>
        <translation>Nur für diese Sitzung: Mit dem Ende des Programms ist das Token weg.</translation>
    </message>
    <message>
        <source>The token could not be tried. Enter it again.</source>
        <translation>Das Token konnte nicht geprüft werden. Noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Trying the token against CrossTrade…</source>
        <translation>Das Token wird bei CrossTrade geprüft…</translation>
    </message>
    <message>
        <source>To confirm, type the word {word}:</source>
        <translation>Zum Bestätigen das Wort {word} eingeben:</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Close dialog</source>
        <translation>Schließen-Dialog</translation>
    </message>
    <message>
        <source>Next or previous control</source>
        <translation>Nächstes oder voriges Bedienelement</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Press the button that has the focus</source>
        <translation>Den Knopf mit dem Fokus drücken</translation>
    </message>
    <message>
        <source>Space or Enter</source>
        <translation>Leertaste, Enter</translation>
    </message>
    <message>
        <source>Choose by the underlined letter</source>
        <translation>Über den unterstrichenen Buchstaben wählen</translation>
    </message>
    <message>
        <source>Alt + letter</source>
        <translation>Alt + Buchstabe</translation>
    </message>
    <message>
        <source>Close a dialog or a menu; a command that was sent goes on</source>
        <translation>Einen Dialog oder ein Menü schließen; ein gesendeter Befehl läuft weiter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Move from row to row</source>
        <translation>Von Zeile zu Zeile gehen</translation>
    </message>
    <message>
        <source>Up, Down, Home, End</source>
        <translation>Auf, Ab, Pos1, Ende</translation>
    </message>
    <message>
        <source>Select or unselect the row</source>
        <translation>Die Zeile wählen oder abwählen</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Strg+Leertaste</translation>
    </message>
    <message>
        <source>Select several rows</source>
        <translation>Mehrere Zeilen wählen</translation>
    </message>
    <message>
        <source>Shift+Up, Shift+Down</source>
        <translation>Umschalt+Auf, Umschalt+Ab</translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation>Alle Zeilen wählen</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Strg+A</translation>
    </message>
    <message>
        <source>Go to the row that begins with these letters</source>
        <translation>Zur Zeile gehen, die mit diesen Buchstaben beginnt</translation>
    </message>
    <message>
        <source>Letters and digits</source>
        <translation>Buchstaben und Ziffern</translation>
    </message>
    <message>
        <source>Open the close dialog of the position or order</source>
        <translation>Den Schließen-Dialog der Position oder Order öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Say what the outcome of a command means (Activity)</source>
        <translation>Sagen, was das Ergebnis eines Befehls bedeutet (Aktivität)</translation>
    </message>
    <message>
        <source>Menu of the selected rows</source>
        <translation>Menü der gewählten Zeilen</translation>
    </message>
    <message>
        <source>Shift+F10 or the menu key</source>
        <translation>Umschalt+F10, Menütaste</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>On to the rows</source>
        <translation>Weiter zu den Zeilen</translation>
    </message>
    <message>
        <source>Down or Enter</source>
        <translation>Ab, Enter</translation>
    </message>
    <message>
        <source>All rows again</source>
        <translation>Wieder alle Zeilen</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Dismiss the selected notice</source>
        <translation>Die gewählte Meldung verwerfen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>One contract or one percent more or less</source>
        <translation>Ein Kontrakt oder ein Prozent mehr oder weniger</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Auf, Ab</translation>
    </message>
    <message>
        <source>From the amount to the button that sends; nothing is sent by it</source>
        <translation>Von der Menge zum Knopf, der sendet; gesendet wird dadurch nichts</translation>
    </message>
    <message>
        <source>Send, with the focus on the button that sends</source>
        <translation>Senden, mit dem Fokus auf dem Knopf, der sendet</translation>
    </message>
    <message>
        <source>Space or Enter; hold where a hold is set</source>
        <translation>Leertaste, Enter; halten, wo verlangt</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>disconnecting</source>
        <translation>trennt</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>The service has told no high of this account.</source>
        <translation>Der Dienst hat keinen Höchststand dieses Kontos genannt.</translation>
    </message>
    <message>
        <source>Highest net liquidation {high}.</source>
        <translation>Höchster Nettowert {high}.</translation>
    </message>
    <message>
        <source>It is {below} below that now.</source>
        <translation>Jetzt {below} darunter.</translation>
    </message>
    <message>
        <source>Best profit or loss {best}.</source>
        <translation>Bester Gewinn oder Verlust {best}.</translation>
    </message>
    <message>
        <source>Told by the service at {time}.</source>
        <translation>Vom Dienst genannt um {time}.</translation>
    </message>
    <message>
        <source>{last}, between {low} and {high}</source>
        <translation>{last}, zwischen {low} und {high}</translation>
    </message>
    <message>
        <source>NinjaTrader's connection to the broker of this account</source>
        <translation>NinjaTraders Verbindung zum Broker dieses Kontos</translation>
    </message>
    <message>
        <source>Net liquidation</source>
        <translation>Nettowert</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>Realized profit or loss of the session, as NinjaTrader counts it</source>
        <translation>Realisierter Gewinn oder Verlust der Sitzung, wie NinjaTrader ihn zählt</translation>
    </message>
    <message>
        <source>Unrealized</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Open positions</source>
        <translation>Offene Positionen</translation>
    </message>
    <message>
        <source>Room today</source>
        <translation>Rest heute</translation>
    </message>
    <message>
        <source>What may still be lost before the daily loss limit, where the account has one</source>
        <translation>Was bis zum Tagesverlustlimit noch verloren werden darf, wo das Konto eines hat</translation>
    </message>
    <message>
        <source>Drawdown room</source>
        <translation>Rest Drawdown</translation>
    </message>
    <message>
        <source>What is left of the trailing drawdown, where the account tells it</source>
        <translation>Was vom Trailing-Drawdown übrig ist, wo das Konto es angibt</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchststand</translation>
    </message>
    <message>
        <source>Highest net liquidation, as far as the service tells it</source>
        <translation>Höchster Nettowert, soweit der Dienst ihn meldet</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Realized and unrealized profit or loss since the panel was started</source>
        <translation>Realisierter und unrealisierter Gewinn oder Verlust seit dem Start des Panels</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Time since this row was true at the source</source>
        <translation>Zeit, seit diese Zeile an der Quelle galt</translation>
    </message>
    <message>
        <source>● as of 14:32:07</source>
        <translation>● Stand 14:32:07</translation>
    </message>
    <message>
        <source>The menu of the row says what this word means.</source>
        <translation>Das Menü der Zeile sagt, was dieses Wort bedeutet.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What was to be sent</source>
        <translation>Was gesendet werden sollte</translation>
    </message>
    <message>
        <source>close: Close 2 of 4</source>
        <translation>Schließung: 2 von 4 schließen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>How the command ended, as far as reads could tell</source>
        <translation>Wie der Befehl endete, soweit Abfragen es zeigen konnten</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>From the press to the outcome</source>
        <translation>Vom Drücken bis zum Ergebnis</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>What was told at the end; of earlier runs as the journal keeps it, in English</source>
        <translation>Was am Ende gesagt wurde; aus früheren Läufen so, wie das Journal es führt, auf Englisch</translation>
    </message>
    <message>
        <source>close</source>
        <translation>Schließung</translation>
    </message>
    <message>
        <source>cancel order</source>
        <translation>Order stornieren</translation>
    </message>
    <message>
        <source>cancel orders of instrument</source>
        <translation>Orders des Instruments stornieren</translation>
    </message>
    <message>
        <source>cancel orders of account</source>
        <translation>Orders des Kontos stornieren</translation>
    </message>
    <message>
        <source>flatten instrument</source>
        <translation>Instrument glattstellen</translation>
    </message>
    <message>
        <source>flatten account</source>
        <translation>Konto glattstellen</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>no outcome yet</source>
        <translation>noch kein Ergebnis</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>(x{count}, last {time})</source>
        <translation>(x{count}, zuletzt {time})</translation>
    </message>
    <message>
        <source>Reference: {id}</source>
        <translation>Referenz: {id}</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>exit at market</source>
        <translation>Ausstieg zum Markt</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>orphan</source>
        <translation>verwaist</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>What the order would do to the position; an orphan has none and would open one</source>
        <translation>Was die Order mit der Position täte; eine verwaiste hat keine und würde eine eröffnen</translation>
    </message>
    <message>
        <source>Contr.</source>
        <translation>Kontr.</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Ausgeführt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>How far NinjaTrader and the broker are with it</source>
        <translation>Wie weit NinjaTrader und der Broker damit sind</translation>
    </message>
    <message>
        <source>OCO group</source>
        <translation>OCO-Gruppe</translation>
    </message>
    <message>
        <source>When one order of a group fills, NinjaTrader cancels the others</source>
        <translation>Wird eine Order der Gruppe ausgeführt, storniert NinjaTrader die anderen</translation>
    </message>
    <message>
        <source>Time since the list that holds this order was read</source>
        <translation>Zeit, seit die Liste mit dieser Order gelesen wurde</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>▼ short</source>
        <translation>▼ short</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Average entry price</source>
        <translation>Durchschnittlicher Einstandspreis</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Mark price, as NinjaTrader told it last</source>
        <translation>Bewertungskurs, wie NinjaTrader ihn zuletzt nannte</translation>
    </message>
    <message>
        <source>P&amp;L</source>
        <translation>G&amp;V</translation>
    </message>
    <message>
        <source>Unrealized profit or loss; ticks and points are per contract</source>
        <translation>Unrealisierter Gewinn oder Verlust; Ticks und Punkte je Kontrakt</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>What the working stop orders cover</source>
        <translation>Was die offenen Stop-Orders abdecken</translation>
    </message>
    <message>
        <source>stop 4/2 too big</source>
        <translation>Stop 4/2 zu groß</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>How long ago this program first saw the position; it may have been opened before</source>
        <translation>Vor wie langer Zeit dieses Programm die Position zum ersten Mal sah; eröffnet worden sein kann sie früher</translation>
    </message>
    <message>
        <source>23 h 59 min ago</source>
        <translation>vor 23 h 59 min</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>How far the last close of this position has come</source>
        <translation>Wie weit die letzte Schließung dieser Position ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Opens the close dialog with this part set; nothing is sent before you confirm it there</source>
        <translation>Öffnet den Schließen-Dialog mit diesem Anteil; nichts wird gesendet, bevor es dort bestätigt ist</translation>
    </message>
    <message>
        <source>25%  50%  75%  All  0000</source>
        <translation>25%  50%  75%  Alle  0000</translation>
    </message>
    <message>
        <source>by request</source>
        <translation>per Anfrage</translation>
    </message>
    <message>
        <source>by the stream</source>
        <translation>über den Stream</translation>
    </message>
    <message>
        <source>long</source>
        <translation>long</translation>
    </message>
    <message>
        <source>short</source>
        <translation>short</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>uneindeutig</translation>
    </message>
    <message>
        <source>stop {stop}/{size} too big</source>
        <translation>Stop {stop}/{size} zu groß</translation>
    </message>
    <message>
        <source>target {target}/{size} too big</source>
        <translation>Ziel {target}/{size} zu groß</translation>
    </message>
    <message>
        <source>exit {count}/{size} too big</source>
        <translation>Ausstieg {count}/{size} zu groß</translation>
    </message>
    <message>
        <source>stop {stop}/{size}</source>
        <translation>Stop {stop}/{size}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>An order or the side could not be read, so what protects this position is not certain.</source>
        <translation>Eine Order oder die Seite war nicht lesbar; was diese Position schützt, ist nicht sicher.</translation>
    </message>
    <message>
        <source>Stops for {stop} and targets for {target} of {size} contracts.</source>
        <translation>Stops über {stop} und Ziele über {target} von {size} Kontrakten.</translation>
    </message>
    <message>
        <source>Exits at market for {count}.</source>
        <translation>Ausstieg zum Markt über {count}.</translation>
    </message>
    <message>
        <source>{over} too many: if hit, they open the opposite side.</source>
        <translation>{over} zu viel: Bei Auslösung eröffnen sie die Gegenseite.</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>vor {age}</translation>
    </message>
    <message>
        <source>on its way…</source>
        <translation>unterwegs…</translation>
    </message>
    <message>
        <source>Opens the close dialog with this part set. Nothing is sent before you confirm it there.</source>
        <translation>Öffnet den Schließen-Dialog mit diesem Anteil. Nichts wird gesendet, bevor es dort bestätigt ist.</translation>
    </message>
    <message>
        <source>P&amp;L ticks</source>
        <translation>G&amp;V Ticks</translation>
    </message>
    <message>
        <source>P&amp;L points</source>
        <translation>G&amp;V Punkte</translation>
    </message>
    <message>
        <source>Whether real money is behind the account. By its provider; can be changed in the settings.</source>
        <translation>Ob echtes Geld hinter dem Konto steht. Nach Anbieter; in den Einstellungen änderbar.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>{keys} is needed for moving about and for pressing buttons.</source>
        <translation>{keys} wird zum Bewegen und zum Drücken von Knöpfen gebraucht.</translation>
    </message>
    <message>
        <source>{keys} belongs to the system.</source>
        <translation>{keys} gehört dem System.</translation>
    </message>
    <message>
        <source>{keys} cannot be used: Alt opens menus, and with Ctrl it types signs.</source>
        <translation>{keys} ist nicht möglich: Alt öffnet Menüs, und mit Strg schreibt es Zeichen.</translation>
    </message>
    <message>
        <source>{keys} opens menus.</source>
        <translation>{keys} öffnet Menüs.</translation>
    </message>
    <message>
        <source>{keys} alone is for typing. Press it with Ctrl, or choose a function key.</source>
        <translation>{keys} allein ist zum Schreiben da. Mit Strg drücken oder eine Funktionstaste wählen.</translation>
    </message>
    <message>
        <source>{keys} is needed for texts and for selecting rows.</source>
        <translation>{keys} wird für Texte und zum Wählen von Zeilen gebraucht.</translation>
    </message>
    <message>
        <source>The shortcut of “{action}” is the built-in one. {why}</source>
        <translation>Das Kürzel von „{action}“ ist das vorgegebene. {why}</translation>
    </message>
    <message>
        <source>“{action}” has no shortcut now. {why}</source>
        <translation>„{action}“ hat jetzt kein Kürzel. {why}</translation>
    </message>
    <message>
        <source>The settings give keys to “{action}”, which this version does not know. They are kept.</source>
        <translation>Die Einstellungen geben „{action}“ Tasten, was diese Version nicht kennt. Sie werden behalten.</translation>
    </message>
    <message>
        <source>{keys} belongs to “{action}”.</source>
        <translation>{keys} gehört zu „{action}“.</translation>
    </message>
    <message>
        <source>“{keys}” in the settings is no combination of keys.</source>
        <translation>„{keys}“ in den Einstellungen ist keine Tastenkombination.</translation>
    </message>
    <message>
        <source>Sounds are played by Windows.</source>
        <translation>Töne spielt Windows.</translation>
    </message>
    <message>
        <source>Sounds are played by {program}.</source>
        <translation>Töne spielt {program}.</translation>
    </message>
    <message>
        <source>No sound player was found here; the system's own beep is used, which some systems keep silent.</source>
        <translation>Hier wurde kein Programm für Töne gefunden; es bleibt der Signalton des Systems, den manche Systeme stumm halten.</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Nach links schieben</translation>
    </message>
    <message>
        <source>Make wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>Make narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Own order</source>
        <translation>Eigene Sortierung</translation>
    </message>
    <message>
        <source>Use NinjaTrader itself or your broker. The settings can keep your broker's phone here.</source>
        <translation>In NinjaTrader selbst aussteigen oder den Broker anrufen. Seine Telefonnummer lässt sich in den Einstellungen für diese Stelle hinterlegen.</translation>
    </message>
    <message>
        <source>NinjaTrader, or the CrossTrade add-on in it, does not answer. Last known positions:</source>
        <translation>NinjaTrader oder sein CrossTrade-Add-on antwortet nicht. Letzte bekannte Positionen:</translation>
    </message>
    <message>
        <source>NinjaTrader, or the CrossTrade add-on in it, does not answer. No position was known.</source>
        <translation>NinjaTrader oder sein CrossTrade-Add-on antwortet nicht. Es war keine Position bekannt.</translation>
    </message>
    <message>
        <source>This panel cannot exit right now</source>
        <translation>Dieses Panel kann gerade keine Position schließen</translation>
    </message>
    <message>
        <source>{account} {instrument}: {position}, as of {time} ({age} ago)</source>
        <translation>{account} {instrument}: {position}, Stand {time} (vor {age})</translation>
    </message>
    <message>
        <source>{instrument}: {position} ({age} ago)</source>
        <translation>{instrument}: {position} (vor {age})</translation>
    </message>
    <message>
        <source>Data age</source>
        <translation>Datenalter</translation>
    </message>
    <message>
        <source>{left} of {most} (estimate)</source>
        <translation>{left} von {most} (geschätzt)</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maskieren</translation>
    </message>
    <message>
        <source>Mask account names and balances, for screen sharing</source>
        <translation>Kontonamen und Beträge maskieren, für geteilte Bildschirme</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>Everything is being read…</source>
        <translation>Alles wird gelesen…</translation>
    </message>
    <message>
        <source>Read everything again now</source>
        <translation>Jetzt alles erneut lesen</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>NT8 away</source>
        <translation>NT8 weg</translation>
    </message>
    <message>
        <source>not authorized</source>
        <translation>nicht berechtigt</translation>
    </message>
    <message>
        <source>session active elsewhere</source>
        <translation>Sitzung anderswo aktiv</translation>
    </message>
    <message>
        <source>Nothing is read now. What you see is the last known state. Notices say what is wrong.</source>
        <translation>Zurzeit wird nichts gelesen. Zu sehen ist der letzte bekannte Stand. Was nicht stimmt, steht unter Meldungen.</translation>
    </message>
    <message>
        <source>No answer has come yet. It is tried again by itself.</source>
        <translation>Noch ist keine Antwort da. Es wird von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>Everything is read as it should be.</source>
        <translation>Alles wird gelesen, wie es sein soll.</translation>
    </message>
    <message>
        <source>A part of what is asked for does not come. It is tried again by itself.</source>
        <translation>Ein Teil der Antworten bleibt aus. Es wird von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>NinjaTrader or its CrossTrade add-on does not answer: nothing can be closed from here.</source>
        <translation>NinjaTrader oder sein CrossTrade-Add-on antwortet nicht: Von hier aus lässt sich nichts schließen.</translation>
    </message>
    <message>
        <source>The service refuses the token. Notices say what to do.</source>
        <translation>Der Dienst lehnt das Token ab. Was zu tun ist, steht unter Meldungen.</translation>
    </message>
    <message>
        <source>Another program of yours has the streaming session. Everything is read by request.</source>
        <translation>Ein anderes eigenes Programm hat die Streaming-Sitzung. Alles wird per Anfrage gelesen.</translation>
    </message>
    <message>
        <source>The stream is interrupted: prices come by request, some seconds apart. It is tried again by itself.</source>
        <translation>Der Stream ist unterbrochen: Kurse kommen per Anfrage, im Abstand einiger Sekunden. Es wird von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>The stream has ended: prices come by request, some seconds apart. Notices say why.</source>
        <translation>Der Stream ist beendet: Kurse kommen per Anfrage, im Abstand einiger Sekunden. Warum, steht unter Meldungen.</translation>
    </message>
    <message>
        <source>DEMO: nothing here reaches a broker</source>
        <translation>DEMO: nichts hiervon erreicht einen Broker</translation>
    </message>
    <message>
        <source>Reset panes</source>
        <translation>Bereiche zurücksetzen</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>LIVE accounts shown</source>
        <translation>LIVE-Konten gezeigt</translation>
    </message>
    <message>
        <source>UNKNOWN accounts shown</source>
        <translation>UNBEKANNTE Konten gezeigt</translation>
    </message>
    <message>
        <source>SIM only</source>
        <translation>nur SIM</translation>
    </message>
    <message>
        <source>no accounts yet</source>
        <translation>noch keine Konten</translation>
    </message>
    <message>
        <source>Show the notices</source>
        <translation>Die Meldungen zeigen</translation>
    </message>
    <message numerus="yes">
        <source>{n} notices about money</source>
        <extracomment>{n} notice about money</extracomment>
        <translation>
            <numerusform>{n} Meldung zu Geld</numerusform>
            <numerusform>{n} Meldungen zu Geld</numerusform>
        </translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>No notices. What goes wrong is told here, with what it means for your positions.</source>
        <translation>Keine Meldungen. Was schiefgeht, steht hier, mit dem, was es für die Positionen bedeutet.</translation>
    </message>
    <message>
        <source>Close position…</source>
        <translation>Position schließen…</translation>
    </message>
    <message>
        <source>Open the close dialog of the position that the notice is about</source>
        <translation>Den Schließen-Dialog der Position öffnen, um die es in der Meldung geht</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Take the selected notice away</source>
        <translation>Die gewählte Meldung entfernen</translation>
    </message>
    <message>
        <source>Working orders</source>
        <translation>Offene Orders</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Positions could not be read so far.</source>
        <translation>Positionen konnten bisher nicht gelesen werden.</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>ticks</source>
        <translation>Ticks</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Select one position first</source>
        <translation>Zuerst eine Position wählen</translation>
    </message>
    <message>
        <source>Select positions first</source>
        <translation>Zuerst Positionen wählen</translation>
    </message>
    <message>
        <source>Not available here; use NinjaTrader</source>
        <translation>Hier nicht verfügbar; NinjaTrader benutzen</translation>
    </message>
    <message>
        <source>No position matches the filter.</source>
        <translation>Keine Position passt zum Filter.</translation>
    </message>
    <message>
        <source>Loading: positions have not been read yet.</source>
        <translation>Wird geladen: Positionen sind noch nicht gelesen.</translation>
    </message>
    <message>
        <source>NinjaTrader is away. No positions were known as of {time}.</source>
        <translation>NinjaTrader ist weg. Stand {time} waren keine Positionen bekannt.</translation>
    </message>
    <message>
        <source>No open positions as of {time}</source>
        <translation>Keine offenen Positionen, Stand {time}</translation>
    </message>
    <message>
        <source>P&amp;&amp;L: {unit}</source>
        <translation>G&amp;&amp;V: {unit}</translation>
    </message>
    <message>
        <source>Show P&amp;L in currency, ticks or points; ticks and points are per contract</source>
        <translation>G&amp;V in Währung, Ticks oder Punkten zeigen; Ticks und Punkte je Kontrakt</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>Drehen…</translation>
    </message>
    <message>
        <source>No accounts have been read yet.</source>
        <translation>Noch keine Konten gelesen.</translation>
    </message>
    <message>
        <source>Flatten the account…</source>
        <translation>Das Konto glattstellen…</translation>
    </message>
    <message>
        <source>Flatten these accounts…</source>
        <translation>Diese Konten glattstellen…</translation>
    </message>
    <message>
        <source>Flatten group {name}…</source>
        <translation>Gruppe {name} glattstellen…</translation>
    </message>
    <message>
        <source>There may be some.</source>
        <translation>Es kann welche geben.</translation>
    </message>
    <message>
        <source>No working orders as of {time}</source>
        <translation>Keine offenen Orders, Stand {time}</translation>
    </message>
    <message>
        <source>Cancel this order…</source>
        <translation>Diese Order stornieren…</translation>
    </message>
    <message>
        <source>Cancel these orders…</source>
        <translation>Diese Orders stornieren…</translation>
    </message>
    <message>
        <source>Cancel all orders of the instrument…</source>
        <translation>Alle Orders des Instruments stornieren…</translation>
    </message>
    <message>
        <source>Cancel all orders of these instruments…</source>
        <translation>Alle Orders dieser Instrumente stornieren…</translation>
    </message>
    <message>
        <source>Filter activity</source>
        <translation>Aktivität filtern</translation>
    </message>
    <message>
        <source>Looking through older commands…</source>
        <translation>Ältere Befehle werden durchsucht …</translation>
    </message>
    <message>
        <source>No command matches the filter.</source>
        <translation>Kein Befehl passt zum Filter.</translation>
    </message>
    <message>
        <source>No command yet. Each one will be listed here with its outcome.</source>
        <translation>Noch kein Befehl. Jeder wird hier mit seinem Ergebnis stehen.</translation>
    </message>
    <message>
        <source>Cancel all orders of the account…</source>
        <translation>Alle Orders des Kontos stornieren…</translation>
    </message>
    <message>
        <source>Cancel all orders of these accounts…</source>
        <translation>Alle Orders dieser Konten stornieren…</translation>
    </message>
    <message>
        <source>, as of {time}</source>
        <translation>, Stand {time}</translation>
    </message>
    <message numerus="yes">
        <source>{kind} {total} in {n} positions</source>
        <extracomment>{kind} {total} in {n} position</extracomment>
        <translation>
            <numerusform>{kind} {total} in {n} Position</numerusform>
            <numerusform>{kind} {total} in {n} Positionen</numerusform>
        </translation>
    </message>
    <message>
        <source>({unknown} of {count} unknown)</source>
        <translation>({unknown} von {count} unbekannt)</translation>
    </message>
    <message>
        <source>Once, and you know that you are out.</source>
        <translation>Einmal, und mit der Gewissheit, draußen zu sein.</translation>
    </message>
    <message>
        <source>ctpanel reaches NinjaTrader 8 through CrossTrade. It needs the secret key (token) of your CrossTrade account and keeps it in the keyring of this computer, nowhere else.</source>
        <translation>ctpanel erreicht NinjaTrader 8 über CrossTrade. Es braucht den geheimen Schlüssel (Token) des CrossTrade-Kontos und verwahrt ihn im Schlüsselbund dieses Computers, nirgendwo sonst.</translation>
    </message>
    <message>
        <source>The demo is a simulator on this computer. It needs no token.</source>
        <translation>Die Demo ist ein Simulator auf diesem Computer. Sie braucht kein Token.</translation>
    </message>
    <message>
        <source>Enter token</source>
        <translation>Token eingeben</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>SIM</source>
        <translation>SIM</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>UNK?</source>
        <translation>UNB?</translation>
    </message>
    <message>
        <source>press again to send</source>
        <translation>zum Senden erneut drücken</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>halten</translation>
    </message>
    <message>
        <source>The words have just changed. Read them, wait a second, then press.</source>
        <translation>Der Text hat sich gerade geändert. Lesen, eine Sekunde warten, dann drücken.</translation>
    </message>
    <message>
        <source>Hold the mouse button, Space or Enter for 0.6 s</source>
        <translation>Maustaste, Leertaste oder Eingabetaste 0,6 s halten</translation>
    </message>
    <message>
        <source>If ctpanel ends now, nothing is sent for them: their positions and orders stay as they are. What was sent stays sent. While you decide, the run goes on.</source>
        <translation>Endet ctpanel jetzt, wird für sie nichts gesendet: Ihre Positionen und Orders bleiben, wie sie sind. Gesendetes bleibt gesendet. Bis zur Entscheidung läuft die Liste weiter.</translation>
    </message>
    <message>
        <source>End and do not send them</source>
        <translation>Beenden und nicht senden</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Not everything is sent</source>
        <translation>Nicht alles ist gesendet</translation>
    </message>
    <message>
        <source>Every row is sent by now. End ctpanel?</source>
        <translation>Inzwischen ist jede Zeile gesendet. ctpanel beenden?</translation>
    </message>
    <message numerus="yes">
        <source>{n} rows of a list are not sent yet. End ctpanel all the same?</source>
        <extracomment>{n} row of a list is not sent yet. End ctpanel all the same?</extracomment>
        <translation>
            <numerusform>{n} Zeile einer Liste ist noch nicht gesendet. ctpanel trotzdem beenden?</numerusform>
            <numerusform>{n} Zeilen einer Liste sind noch nicht gesendet. ctpanel trotzdem beenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Export journal</source>
        <translation>Journal exportieren</translation>
    </message>
    <message>
        <source>Try again when the journal can be read.</source>
        <translation>Noch einmal versuchen, wenn das Journal lesbar ist.</translation>
    </message>
    <message>
        <source>Save case file</source>
        <translation>Fallakte speichern</translation>
    </message>
    <message>
        <source>Writing {path}…</source>
        <translation>Wird geschrieben: {path}…</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Gespeichert: {path}</translation>
    </message>
    <message>
        <source>Positions are not affected.</source>
        <translation>Positionen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>There is a profile of this name already. Capitals make no difference.</source>
        <translation>Ein Profil dieses Namens gibt es schon. Groß- und Kleinschreibung machen keinen Unterschied.</translation>
    </message>
    <message numerus="yes">
        <source>There can be {n} profiles.</source>
        <extracomment>There can be {n} profile.</extracomment>
        <translation>
            <numerusform>Es kann {n} Profil geben.</numerusform>
            <numerusform>Es kann {n} Profile geben.</numerusform>
        </translation>
    </message>
    <message>
        <source>an address is empty</source>
        <translation>eine Adresse ist leer</translation>
    </message>
    <message>
        <source>This window works with “{name}”. Switch to another profile first.</source>
        <translation>Dieses Fenster arbeitet mit „{name}“. Zuerst zu einem anderen Profil wechseln.</translation>
    </message>
    <message>
        <source>“{name}” is open in another window. Close that window first.</source>
        <translation>„{name}“ ist in einem anderen Fenster offen. Zuerst jenes Fenster schließen.</translation>
    </message>
    <message>
        <source>“{name}” has a command without an outcome, so it is kept. Open it and see what became of it.</source>
        <translation>„{name}“ hat einen Befehl ohne Ergebnis und wird deshalb behalten. Öffnen und nachsehen, was daraus wurde.</translation>
    </message>
    <message>
        <source>A command of this window has no clear outcome yet, and only this window watches it. Wait for the outcome, or open “{name}” in a window of its own.</source>
        <translation>Ein Befehl dieses Fensters hat noch kein klares Ergebnis, und nur dieses Fenster verfolgt ihn. Das Ergebnis abwarten, oder „{name}“ in einem eigenen Fenster öffnen.</translation>
    </message>
    <message>
        <source>“{name}” is open in another window already.</source>
        <translation>„{name}“ ist schon in einem anderen Fenster offen.</translation>
    </message>
    <message>
        <source>Another window could not be started. Start ctpanel with --profile instead.</source>
        <translation>Ein weiteres Fenster konnte nicht gestartet werden. Stattdessen ctpanel mit --profile starten.</translation>
    </message>
    <message>
        <source>There is no profile “{name}” any more.</source>
        <translation>Das Profil „{name}“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>“{name}” is deleted. There is no keyring here that could hold its token.</source>
        <translation>„{name}“ ist gelöscht. Hier gibt es keinen Schlüsselbund, der sein Token halten könnte.</translation>
    </message>
    <message>
        <source>{why} So the token is still there, and the profile is kept.</source>
        <translation>{why} Das Token ist also noch da, und das Profil wird behalten.</translation>
    </message>
    <message>
        <source>“{name}” is deleted, and its token is gone from the keyring.</source>
        <translation>„{name}“ ist gelöscht, und sein Token ist nicht mehr im Schlüsselbund.</translation>
    </message>
    <message>
        <source>ctpanel cannot start</source>
        <translation>ctpanel kann nicht starten</translation>
    </message>
    <message>
        <source>Positions and closing are not affected.</source>
        <translation>Positionen und Schließen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>See the log.</source>
        <translation>Siehe Protokoll.</translation>
    </message>
    <message>
        <source>Choose other keys in the settings, under Keyboard.</source>
        <translation>In den Einstellungen unter Tastatur andere Tasten wählen.</translation>
    </message>
    <message>
        <source>Something in ctpanel failed: {what} ({count} times).</source>
        <translation>Etwas in ctpanel ist fehlgeschlagen: {what} ({count}-mal).</translation>
    </message>
    <message>
        <source>The program goes on. A part of the window may be out of date.</source>
        <translation>Das Programm läuft weiter. Ein Teil des Fensters ist vielleicht nicht aktuell.</translation>
    </message>
    <message>
        <source>Compare with NinjaTrader before you act. About, in the Help menu, shows the folder of the log.</source>
        <translation>Vor dem Handeln mit NinjaTrader vergleichen. „Über ctpanel“ im Menü Hilfe zeigt den Ordner des Protokolls.</translation>
    </message>
    <message>
        <source>A command is still on its way. ctpanel waits a few seconds for its outcome, then it ends.</source>
        <translation>Ein Befehl ist noch unterwegs. ctpanel wartet einige Sekunden auf sein Ergebnis, dann endet es.</translation>
    </message>
    <message>
        <source>What was sent stays sent; nothing is sent again.</source>
        <translation>Was gesendet ist, bleibt gesendet; nichts wird noch einmal gesendet.</translation>
    </message>
    <message>
        <source>The next start reads the position and tells what became of it.</source>
        <translation>Der nächste Start liest die Position und sagt, was daraus wurde.</translation>
    </message>
    <message>
        <source>The demo keeps no tokens.</source>
        <translation>Die Demo bewahrt keine Tokens auf.</translation>
    </message>
    <message>
        <source>It is flat now. What is chosen here was not sent.</source>
        <translation type="vanished">Jetzt flat. Was hier gewählt ist, wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>When this program first saw the position, not when it was opened</source>
        <translation type="vanished">Wann dieses Programm die Position zuerst sah, nicht wann sie eröffnet wurde</translation>
    </message>
    <message>
        <source>The stream is not connected, and this profile sends its commands over the stream.</source>
        <translation type="vanished">Der Stream ist nicht verbunden, und dieses Profil sendet seine Befehle über den Stream.</translation>
    </message>
    <message>
        <source>Press again when it is back, or choose commands by request: Settings, page Connection.</source>
        <translation type="vanished">Erneut drücken, wenn er wieder da ist, oder Befehle per Anfrage wählen: Einstellungen, Seite Verbindung.</translation>
    </message>
    <message>
        <source>Prices and P&amp;L come by request now, some seconds apart. Nothing can be sent until the stream is back or commands go by request: Settings, page Connection.</source>
        <translation type="vanished">Kurse und G&amp;V kommen jetzt per Anfrage, im Abstand einiger Sekunden. Nichts kann gesendet werden, bis der Stream zurück ist oder Befehle per Anfrage gehen: Einstellungen, Seite Verbindung.</translation>
    </message>
    <message>
        <source>Over the stream counts only while the streaming session is used: when that is down, nothing can be sent until it is back or you choose requests here.</source>
        <translation type="vanished">„Über den Stream“ gilt nur, solange die Streaming-Sitzung genutzt wird: Ist sie unterbrochen, kann nichts gesendet werden, bis sie wieder da ist oder hier Anfragen gewählt werden.</translation>
    </message>
    <message>
        <source>Sell {count} of {open} {instrument} in {account} at market; {left} stay long.</source>
        <translation type="vanished">{count} von {open} {instrument} in {account} zum Markt verkaufen; Rest: {left} long.</translation>
    </message>
    <message>
        <source>Buy {count} of {open} {instrument} in {account} at market; {left} stay short.</source>
        <translation type="vanished">{count} von {open} {instrument} in {account} zum Markt kaufen; Rest: {left} short.</translation>
    </message>
    <message>
        <source>It is kept in the system keyring.</source>
        <translation type="vanished">Es liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>It is kept for this session only.</source>
        <translation type="vanished">Es gilt nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>{what} It says: “{detail}”</source>
        <translation type="vanished">{what} Der Dienst sagt: „{detail}“</translation>
    </message>
    <message>
        <source>No system keyring was found; the token is kept for this session only.</source>
        <translation type="vanished">Kein Schlüsselbund des Systems gefunden; das Token gilt nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>The configured keyring “{name}” may keep secrets in a plain file and is not used; the token is kept for this session only.</source>
        <translation type="vanished">Der eingerichtete Schlüsselbund „{name}“ legt Geheimnisse womöglich in einer lesbaren Datei ab und wird nicht benutzt; das Token gilt nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>The system keyring is locked. Unlock it and try again.</source>
        <translation type="vanished">Der Schlüsselbund des Systems ist gesperrt. Entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Positions could not be read so far. Notices say why, and what to do.</source>
        <translation type="vanished">Positionen konnten bisher nicht gelesen werden. Die Meldungen sagen, warum und was zu tun ist.</translation>
    </message>
    <message>
        <source>Cancel orders and Flatten act on the selected rows. The menu Positions and the menus of the tables (right button) offer one order, an instrument, an account, a group of accounts, only longs, only shorts, or everything. First a list shows every request that will be sent, row by row; what the list does not show is not sent. If it changes before the press, the button asks for a review.
Simulated and live accounts are never in one list unless you add the others yourself. Only Flatten everything takes both, and wants a word typed.
Requests leave one after the other, as fast as the service allows. Each row gets its own result by fresh reads; one that fails hides no other. Stop sends no further request; what has left goes on. Closing the window stops nothing.
Flattening an account reaches its positions and the working orders of their instruments. An entry order on another instrument may stay, and is then told. An account that has only working orders gets these cancelled.
Groups of accounts are made in the settings: give a group a name and check its accounts. The menu of an account then offers to flatten its group.</source>
        <translation type="vanished">„Orders stornieren“ und „Glattstellen“ wirken auf die gewählten Zeilen. Das Menü Positionen und die Menüs der Tabellen (rechte Maustaste) bieten eine Order, ein Instrument, ein Konto, eine Kontogruppe, nur Longs, nur Shorts oder alles an. Zuerst zeigt eine Liste jede Anfrage, die gesendet wird, Zeile für Zeile; was die Liste nicht zeigt, wird nicht gesendet. Ändert sie sich vor dem Drücken, verlangt der Knopf eine Prüfung.
Sim- und Live-Konten stehen nie in einer Liste, außer die anderen werden eigens hinzugenommen. Nur „Alles glattstellen“ nimmt beide und verlangt ein eingetipptes Wort.
Anfragen gehen nacheinander hinaus, so schnell der Dienst es erlaubt. Jede Zeile bekommt ihr eigenes Ergebnis durch frische Abfragen; ein Fehlschlag verdeckt kein anderes. „Anhalten“ sendet keine weitere Anfrage; was hinaus ist, läuft weiter. Das Fenster zu schließen hält nichts an.
Ein Konto glattstellen erreicht seine Positionen und die offenen Orders ihrer Instrumente. Eine Einstiegsorder auf einem anderen Instrument kann bleiben und wird dann genannt. Bei einem Konto, das nur offene Orders hat, werden diese storniert.
Kontogruppen entstehen in den Einstellungen: der Gruppe einen Namen geben und ihre Konten ankreuzen. Das Menü eines Kontos bietet dann an, seine Gruppe glattzustellen.</translation>
    </message>
    <message>
        <source>About {gain} booked at the current mark.</source>
        <translation type="vanished">Etwa {gain} realisiert zum aktuellen Kurs.</translation>
    </message>
    <message>
        <source>If stopped: about {gain} from the current mark.</source>
        <translation type="vanished">Wenn ausgestoppt: etwa {gain} gegenüber dem aktuellen Kurs.</translation>
    </message>
    <message>
        <source>As NinjaTrader says it</source>
        <translation type="vanished">In NinjaTraders Worten</translation>
    </message>
    <message numerus="yes">
        <source>{total} in {n} positions</source>
        <extracomment>{total} in {n} position</extracomment>
        <translation type="vanished">
            <numerusform>{total} in {n} Position</numerusform>
            <numerusform>{total} in {n} Positionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a number of contracts or a percentage; what you touched last decides, and only that is sent. The other one shows what it comes to. A percentage is rounded up to whole contracts.
Closing everything is NinjaTrader's flatten of that instrument: it also cancels the working orders there. Closing a part leaves them as they are, so a stop or target may then be bigger than the position; the table says which.
The button always says what will be sent. If the position changes while the dialog is open, the button asks for a review first. On real accounts it has to be held for 0.6 s, with the mouse, Space or Enter.
After one send, choose again to send more. Closing the window never stops a close that is on its way.</source>
        <translation type="vanished">Eine Zahl von Kontrakten oder einen Prozentsatz wählen; was zuletzt berührt wurde, entscheidet, und nur das wird gesendet. Das andere Feld zeigt, was sich daraus ergibt. Ein Prozentsatz wird auf ganze Kontrakte aufgerundet.
Alles schließen ist NinjaTraders Glattstellen dieses Instruments: Es storniert dort auch die offenen Orders. Einen Teil schließen lässt sie, wie sie sind; ein Stop oder Ziel kann dann größer sein als die Position, und die Tabelle sagt, welches.
Der Knopf sagt immer, was gesendet wird. Ändert sich die Position, während der Dialog offen ist, verlangt der Knopf zuerst eine Prüfung. Bei echten Konten muss er 0,6 s gehalten werden, mit der Maus, der Leertaste oder der Eingabetaste.
Nach einem Senden neu wählen, um mehr zu senden. Das Fenster zu schließen hält nie eine Schließung auf, die unterwegs ist.</translation>
    </message>
    <message>
        <source>Not all working orders could be read. There may be some.</source>
        <translation type="vanished">Nicht alle offenen Orders waren lesbar. Es kann welche geben.</translation>
    </message>
    <message>
        <source>Open now: {position}. Choose an amount to close more.</source>
        <translation type="vanished">Jetzt offen: {position}. Um mehr zu schließen, eine Menge wählen.</translation>
    </message>
    <message>
        <source>as of {clock}, {age} ago; read again before sending</source>
        <translation type="vanished">Stand {clock}, vor {age}; wird vor dem Senden erneut gelesen</translation>
    </message>
    <message>
        <source>No command was ever tried. Each one will be listed here with its outcome.</source>
        <translation type="vanished">Noch nie wurde ein Befehl versucht. Jeder wird hier mit seinem Ergebnis stehen.</translation>
    </message>
    <message>
        <source>The working orders could not be read, so nothing was sent. Try again.</source>
        <translation type="vanished">Die offenen Orders waren nicht lesbar, deshalb wurde nichts gesendet. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Close dialog…</source>
        <translation type="vanished">Schließen-Dialog…</translation>
    </message>
    <message>
        <source>Fonts and controls together, in percent of the system's own size.</source>
        <translation type="vanished">Schrift und Bedienelemente zusammen, in Prozent der Systemgröße.</translation>
    </message>
    <message>
        <source>The token has a space, a line break or a character that cannot be sent.</source>
        <translation type="vanished">Das Token enthält ein Leerzeichen, einen Zeilenumbruch oder ein Zeichen, das nicht gesendet werden kann.</translation>
    </message>
    <message>
        <source>Each row is one request for a whole account. NinjaTrader closes all its positions at market and cancels their working orders; where no position is open, it cancels the working orders. Entry orders on other instruments of an account with positions may stay; they are told if they do.</source>
        <translation type="vanished">Jede Zeile ist eine Anfrage für ein ganzes Konto. NinjaTrader schließt alle seine Positionen zum Markt und storniert deren offene Orders; wo keine Position offen ist, storniert es die offenen Orders. Einstiegsorders auf anderen Instrumenten eines Kontos mit Positionen können bleiben; das wird dann gesagt.</translation>
    </message>
    <message numerus="yes">
        <source>Send {n} cancels</source>
        <extracomment>Send {n} cancel</extracomment>
        <translation type="vanished">
            <numerusform>{n} Storno senden</numerusform>
            <numerusform>{n} Stornos senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also the {n} rows of the other class (sim and live are kept apart)</source>
        <extracomment>Also the {n} row of the other class (sim and live are kept apart)</extracomment>
        <translation type="vanished">
            <numerusform>Auch die {n} Zeile der anderen Klasse (Sim und Live bleiben getrennt)</numerusform>
            <numerusform>Auch die {n} Zeilen der anderen Klasse (Sim und Live bleiben getrennt)</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the working orders of this instrument, or open its close dialog and resize them.</source>
        <translation type="vanished">Die offenen Orders dieses Instruments stornieren, oder seinen Schließen-Dialog öffnen und sie anpassen.</translation>
    </message>
    <message>
        <source>positions not known</source>
        <translation type="vanished">Positionen nicht bekannt</translation>
    </message>
    <message>
        <source>Highest net liquidation that the service remembers</source>
        <translation type="vanished">Höchster Nettowert, den der Dienst kennt</translation>
    </message>
    <message>
        <source>VERIFIED 2 left</source>
        <translation type="vanished">VERIFIZIERT 2 übrig</translation>
    </message>
    <message>
        <source>No command was ever tried.</source>
        <translation type="vanished">Noch nie wurde ein Befehl versucht.</translation>
    </message>
    <message>
        <source>working orders not read</source>
        <translation type="vanished">offene Orders nicht gelesen</translation>
    </message>
    <message>
        <source>Each row is one request for a whole account. NinjaTrader closes all its positions at market and cancels their working orders. Entry orders on instruments without a position may stay; they are told if they do.</source>
        <translation type="vanished">Jede Zeile ist eine Anfrage für ein ganzes Konto. NinjaTrader schließt alle seine Positionen zum Markt und storniert deren offene Orders. Einstiegsorders auf Instrumenten ohne Position können bleiben; das wird dann gesagt.</translation>
    </message>
    <message>
        <source>NT8 flattens the instrument and cancels its working orders; they could not be read.</source>
        <translation type="vanished">NT8 stellt das Instrument glatt und storniert seine offenen Orders; sie waren nicht lesbar.</translation>
    </message>
    <message>
        <source>Working orders stay as they are; they could not be read, so check stops and targets in NinjaTrader.</source>
        <translation type="vanished">Offene Orders bleiben, wie sie sind; sie waren nicht lesbar, deshalb Stops und Ziele in NinjaTrader prüfen.</translation>
    </message>
    <message>
        <source>stop {size} @ {price} will be {over} too big</source>
        <translation type="vanished">Stop {size} @ {price} um {over} zu groß</translation>
    </message>
    <message>
        <source>target {size} @ {price} will be {over} too big</source>
        <translation type="vanished">Ziel {size} @ {price} um {over} zu groß</translation>
    </message>
    <message>
        <source>stop {size} will be {over} too big</source>
        <translation type="vanished">Stop {size} um {over} zu groß</translation>
    </message>
    <message>
        <source>target {size} will be {over} too big</source>
        <translation type="vanished">Ziel {size} um {over} zu groß</translation>
    </message>
    <message>
        <source>The working orders could not be read. Look in NinjaTrader.</source>
        <translation type="vanished">Die offenen Orders waren nicht lesbar. In NinjaTrader nachsehen.</translation>
    </message>
    <message>
        <source>The working orders of this account are not known completely.</source>
        <translation type="vanished">Die offenen Orders dieses Kontos sind nicht vollständig bekannt.</translation>
    </message>
    <message>
        <source>and {count} more, in the table</source>
        <translation type="vanished">und {count} weitere, in der Tabelle</translation>
    </message>
</context>
</TS>
