import { z } from 'zod';

/**
 * Every error a user can meet. The thousands are areas: 1 access, 2 fields and rules, 3 change requests and signing,
 * 4 exchange with the registry, 5 store, 6 reports and files, 9 the program itself. The texts (what happened, what to
 * do) are in the message catalogue under `errors`; a test holds the two together.
 */
export const ERROR_CODES = [
  'KD-1001', // sign-in needed
  'KD-1002', // the role does not allow it
  'KD-1003', // wrong PIN
  'KD-1004', // too many wrong PINs: wait
  'KD-1005', // PIN too weak
  'KD-1006', // wrong recovery key
  'KD-1007', // the account is not confirmed
  'KD-1008', // no role at this organisation
  'KD-1009', // the store belongs to another organisation
  'KD-1010', // no policy: no registry configured
  'KD-1011', // the account was unlocked here by nobody yet: grant needed
  'KD-1012', // the way in stands at another step
  'KD-1013', // taking an organisation away: another name was typed
  'KD-1014', // taking an organisation away: it is the only one here
  'KD-1015', // an organisation was taken away, but some of its files are still there
  'KD-1016', // step-up: the PIN has to be entered again
  'KD-1101', // sign-in: provider cannot be reached
  'KD-1102', // sign-in: no free loopback port
  'KD-1103', // sign-in: answer timed out
  'KD-1104', // sign-in: cancelled
  'KD-1105', // sign-in: state does not match
  'KD-1106', // sign-in: provider refused
  'KD-1107', // sign-in: ID token is not valid
  'KD-1108', // sign-in: a second answer to the same attempt
  'KD-2001', // required
  'KD-2002', // too long
  'KD-2003', // not a date
  'KD-2004', // not in the dictionary
  'KD-2005', // unknown field
  'KD-2006', // the field belongs to the registry
  'KD-2007', // wrong type of value
  'KD-2008', // characters that a name may not have
  'KD-2009', // characters that a division's name may not have
  'KD-2101', // СНИЛС: 11 digits
  'KD-2102', // СНИЛС: all zeros
  'KD-2103', // СНИЛС: old number without a check sum (warning)
  'KD-2104', // СНИЛС: check sum
  'KD-2105', // СНИЛС: another person has it
  'KD-2111', // ИНН
  'KD-2112', // ОГРН
  'KD-2113', // КПП
  'KD-2121', // phone
  'KD-2122', // e-mail
  'KD-2131', // passport: series
  'KD-2132', // passport: number
  'KD-2133', // passport: code of the division
  'KD-2134', // ЕНП
  'KD-2135', // ОКВЭД
  'KD-2136', // licence number of an unknown shape (warning)
  'KD-2137', // cadastral number of an unknown shape (warning)
  'KD-2138', // passport: the year of its blank is far from the day it was given out (warning)
  'KD-2141', // address of a site
  'KD-2142', // postal index
  'KD-2143', // identity of an address in ГАР
  'KD-2144', // degrees of a position
  'KD-2145', // OID of an organisation or division of an unknown shape (warning)
  'KD-2146', // requisites of an entrepreneur and of a legal person together
  'KD-2201', // birth date: age out of 14…100
  'KD-2202', // end before begin
  'KD-2203', // rate out of 0,01…1,50
  'KD-2204', // post closed or a group on the date
  'KD-2205', // second open main employment
  'KD-2206', // dates out of order
  'KD-2207', // sum of rates over 1,50 (warning)
  'KD-2208', // a whole number out of its bounds
  'KD-2209', // overlaps another record
  'KD-2210', // the division is not open on the date
  'KD-2211', // the employment is not open on the date
  'KD-2212', // a transfer to where the person is
  'KD-2213', // the record belongs to the registry
  'KD-2214', // personnel number: another employment of the organisation has it (warning)
  'KD-2215', // sex: the patronymic is of the other one (warning)
  'KD-2216', // a term other than five years (warning)
  'KD-2217', // passport: it was to be exchanged at 20 or 45 (warning)
  'KD-2218', // a second main identity document (warning)
  'KD-2219', // a certificate given out after accreditation took its place (warning)
  'KD-2220', // external part-time work beside the main one in the same organisation (warning)
  'KD-2221', // a division inside itself
  'KD-2222', // a section or a room where none may stand
  'KD-2223', // the tree of divisions is too deep
  'KD-2224', // an open division beside it has the same name (warning)
  'KD-2225', // a kind of division of another type
  'KD-2226', // what a division is does not change once the registry knows it
  'KD-2227', // something in the division is still open
  'KD-2228', // the person has no employment
  'KD-2229', // a planned figure of another type of division (warning)
  'KD-2230', // beds by profiles: a line without its number
  'KD-2231', // staffing tables in force overlap
  'KD-2232', // rate of a post is no multiple of 0,25 (warning)
  'KD-2233', // the staffing table is in the archive
  'KD-2241', // no licence names the address (warning)
  'KD-2242', // no licence names the service (warning)
  'KD-2243', // the licence ends soon (warning)
  'KD-2244', // the licence has ended (warning)
  'KD-2245', // the organisation has no licence in force
  'KD-2246', // the organisation has no building in use
  'KD-2247', // the organisation has no open division
  'KD-2248', // divisions work in the building
  'KD-2249', // a document that every organisation keeps is not attached
  'KD-2301', // import: a row of another organisation
  'KD-2302', // import: no OID of a division of ours
  'KD-2303', // import: several divisions have this name
  'KD-3001', // somebody changed it meanwhile
  'KD-3002', // nothing to submit
  'KD-3003', // the state of the request does not allow it
  'KD-3004', // author may not approve
  'KD-3005', // reason is required
  'KD-3006', // what is signed differs from what was shown
  'KD-3007', // the draft has errors
  'KD-3008', // not found
  'KD-3009', // the entity is part of another open request
  'KD-3010', // the registry has the record: restoring cannot take it away
  'KD-3021', // two views of one name
  'KD-3031', // a step whose change is in a request that was handed in
  'KD-3032', // typing was broken off
  'KD-3011', // changes that make two cards one go together
  'KD-3012', // a file of the request has not come from the other desk yet
  'KD-3013', // a message is empty or too long
  'KD-3014', // a card is deleted once what it takes is settled
  'KD-3015', // erasing a card: another name was typed
  'KD-3016', // erasing a card: it is not deleted, or the registry has not accepted that
  'KD-3101', // container: not PKCS#12 or damaged
  'KD-3102', // container: wrong password
  'KD-3103', // certificate expired or not yet valid
  'KD-3104', // certificate of another person
  'KD-3105', // certificate chain is not trusted
  'KD-3106', // the signature does not verify
  'KD-3107', // nothing chosen
  'KD-4001', // registry cannot be reached
  'KD-4002', // registry answered with an error
  'KD-4003', // registry answer is not what the protocol says
  'KD-4004', // registry needs a new sign-in
  'KD-4005', // an exchange is running
  'KD-4006', // registry refused the request
  'KD-4007', // conflict: changed in the registry meanwhile
  'KD-4008', // training clinic never exchanges
  'KD-4009', // clocks of this computer and of the registry differ
  'KD-4010', // registry went back to an older copy of itself, or lost its history
  'KD-4011', // what the registry lacks is not what was decided about
  'KD-5001', // store cannot be opened
  'KD-5002', // store is damaged
  'KD-5003', // store is newer than the program
  'KD-5004', // disk full or read only
  'KD-6001', // file cannot be written
  'KD-6002', // cancelled
  'KD-6003', // cannot be printed
  'KD-6004', // no mail program took the letter
  'KD-6005', // paper: nothing about the person is approved yet
  'KD-6006', // paper: it was cancelled
  'KD-6007', // notice: no room for an address in the letter
  'KD-6008', // notice: too many people
  'KD-6201', // dictionary: the file cannot be read
  'KD-6202', // dictionary: over a limit
  'KD-6203', // dictionary: no known format
  'KD-6204', // dictionary: the archive is refused
  'KD-6205', // dictionary: the XML is refused
  'KD-6206', // dictionary: no columns for code and name
  'KD-6207', // dictionary: no row can be loaded
  'KD-6208', // dictionary: the read file is no longer there
  'KD-6101', // import: file unreadable
  'KD-6102', // import: file too large
  'KD-6103', // import: no table in the file
  'KD-6104', // import: to be begun anew
  'KD-6105', // import: two columns of one meaning
  'KD-6106', // import: is being written
  'KD-6107', // import: only divisions of other organisations
  'KD-6301', // attachment: nothing in it
  'KD-6302', // attachment: larger than its kind may be
  'KD-6303', // attachment: of no accepted type
  'KD-6304', // attachment: named as something else
  'KD-6305', // attachment: damaged or unsafe
  'KD-6306', // attachment: a PDF under a password
  'KD-6307', // attachment: cannot be read
  'KD-6308', // attachment: cannot be shown
  'KD-6401', // package: cannot be read from its place
  'KD-6402', // package: is none, or damaged
  'KD-6403', // package: of a newer program
  'KD-6404', // package: of another organisation or contour
  'KD-6405', // package: another passphrase, or changed
  'KD-6406', // package: over a limit
  'KD-6407', // package: contents are not those of the manifest
  'KD-6408', // package: a document in it cannot be read
  'KD-6409', // package: its signature does not hold
  'KD-6410', // package: passphrase too short
  'KD-6411', // package: nothing to write
  'KD-6412', // package: to be chosen again
  'KD-9001', // bug
  'KD-9002', // call refused: shape
  'KD-9003', // call refused: sender
  'KD-9004', // core was restarted
  'KD-9005', // too large
] as const;
export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;
