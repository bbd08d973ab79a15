// SPDX-License-Identifier: GPL-3.0-or-later
// Where parlance-decode reads a stream otherwise than the vendors' own clients, and why.
const butUsage = (answer) => JSON.stringify({ ...answer, usage: null });

const list = [
  {
    // Its stop reason says that the message is whole; the client wants message_stop as well.
    dialect: 'messages',
    applies: (stream, theirs, ours) => stream.features.has('cut') && theirs.failure && Boolean(ours.choices?.[0].finish),
  },
  {
    // The last event is read even if the blank line behind it is missing.
    dialect: 'chat-completions',
    applies: (stream, theirs, ours) =>
      stream.features.has('cut') && !theirs.usage && JSON.stringify(theirs.choices) === JSON.stringify(ours.choices),
  },
  {
    // A known figure is not replaced by the 0 of a later event.
    dialect: 'messages',
    applies: (stream, theirs, ours) =>
      theirs.usage?.some((figure, i) => figure === 0 && ours.usage?.[i] > 0) && butUsage(theirs) === butUsage(ours),
  },
];

export const isKnown = (dialect, stream, theirs, ours) =>
  list.some((known) => known.dialect === dialect && known.applies(stream, theirs, ours));
