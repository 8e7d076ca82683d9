// Opens a letter as a browser does before it hands it to the service worker (RFC 8291), written from the
// standard and not from what seals: `open(letter, private key as JWK, public key, secret)`, all as arrays.
async function openLetter(letter, jwk, own, secret) {
  const part = (from, to) => letter.slice(from, to);
  const text = (said) => new TextEncoder().encode(said);
  const joined = (...parts) => Uint8Array.from(parts.flatMap((one) => [...one]));
  const derive = async (salt, from, info, length) => {
    const key = await crypto.subtle.importKey("raw", from, "HKDF", false, ["deriveBits"]);
    const way = { name: "HKDF", hash: "SHA-256", salt, info };
    return new Uint8Array(await crypto.subtle.deriveBits(way, key, length * 8));
  };
  letter = Uint8Array.from(letter);
  const size = new DataView(letter.buffer).getUint32(16);
  const keyEnd = 21 + letter[20];
  const theirs = part(21, keyEnd);
  if (letter.length - keyEnd > size) throw new Error("more than one record");
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const mine = await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]);
  const other = await crypto.subtle.importKey("raw", theirs, curve, false, []);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, mine, 256);
  const info = joined(text("WebPush: info\0"), own, theirs);
  const key = await derive(Uint8Array.from(secret), agreed, info, 32);
  const salt = part(0, 16);
  const content = await derive(salt, key, text("Content-Encoding: aes128gcm\0"), 16);
  const iv = await derive(salt, key, text("Content-Encoding: nonce\0"), 12);
  const gcm = await crypto.subtle.importKey("raw", content, "AES-GCM", false, ["decrypt"]);
  const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, gcm, part(keyEnd)));
  const end = plain.findLastIndex((byte) => byte !== 0);
  if (plain[end] !== 2) throw new Error("it does not end as the last record does");
  return new TextDecoder().decode(plain.slice(0, end));
}
