// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sampleformat.h"

#include <QByteArray>
#include <optional>

namespace Parlance {

/// Reads a WAV file as it comes, at any split, and believes little of it.
///
/// A size of the data that no server can know beforehand (0, 0x7FFFFFFF, 0xFFFFFFFF, 2,000,000,000 and above)
/// means "to the end" (C-19). Chunks behind the data are no sound; another WAV file behind it goes on with
/// the sound (C-20), also in data without an end. A file that ends early has the sound that came.
class WavReader
{
public:
    enum class Fault {
        NoWav,      ///< it does not begin as a WAV file does
        NoFormat,   ///< the data comes before its format, or the format makes no sense
        Unsupported ///< a coding other than PCM and float: see `codingTag()`
    };

    /// The bytes of sound that these complete. None after a fault.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes);
    /// The last bytes of sound, when no more will come.
    [[nodiscard]] QByteArray finish();

    /// Known once the first bytes of sound are.
    [[nodiscard]] const std::optional<PcmFormat> &format() const { return m_format; }
    [[nodiscard]] const std::optional<Fault> &fault() const { return m_fault; }
    /// The format tag of an unsupported coding, such as 6 for A-law.
    [[nodiscard]] int codingTag() const { return m_codingTag; }
    /// True if the sizes in the file do not fit what came, or something else than sound stands behind it:
    /// `wavFile()` writes it right.
    [[nodiscard]] bool needsRepair() const { return m_needsRepair; }

private:
    enum class State { Begin, Chunk, Format, Skip, Data, OpenData, Over };

    /// Reads on in `unread()`. Returns false if it needs more of them.
    [[nodiscard]] bool step(QByteArray &sound);
    [[nodiscard]] bool readBegin();
    [[nodiscard]] bool readChunk();
    [[nodiscard]] bool readFormat();
    [[nodiscard]] bool skip();
    [[nodiscard]] bool beginData(quint32 size);
    [[nodiscard]] bool readData(QByteArray &sound);
    [[nodiscard]] bool readOpenData(QByteArray &sound);
    [[nodiscard]] qsizetype takeFrames(qsizetype length, QByteArray &sound);
    [[nodiscard]] QByteArrayView unread() const { return QByteArrayView(m_bytes).sliced(m_at); }
    void drop(qsizetype length) { m_at += length; }
    void enterChunk(State state, qint64 size);
    bool fail(Fault fault);

    State m_state = State::Begin;
    QByteArray m_bytes;
    qsizetype m_at = 0; ///< of them are read
    qint64 m_total = 0; ///< that came
    qint64 m_riff = 0;  ///< the size of the file, as it says
    qint64 m_left = 0;  ///< of the chunk
    bool m_isPadded = false;
    bool m_hadData = false;
    bool m_isLast = false; ///< no more bytes come
    int m_codingTag = 0;
    bool m_needsRepair = false;
    std::optional<PcmFormat> m_format;
    std::optional<Fault> m_fault;
};

/// A WAV file with these bytes of sound and the right sizes.
[[nodiscard]] QByteArray wavFile(const PcmFormat &format, QByteArrayView sound);

/// The same sound as a WAV file with the right sizes and nothing behind it. Empty if the file is right
/// already, or cannot be read.
[[nodiscard]] QByteArray repairedWav(QByteArrayView file);

} // namespace Parlance
