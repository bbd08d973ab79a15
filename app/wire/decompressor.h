// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <memory>

namespace Parlance {

/// The forms of compressed bytes. `Zlib` is what HTTP calls deflate; `RawDeflate` is what some servers send
/// under that name.
enum class Compression { Gzip, Zlib, RawDeflate, Brotli, Zstd };

/// Decompresses bytes as they come: what a piece completes comes out with it.
class Decompressor
{
public:
    enum class State {
        Reading, ///< more must come
        Ended,   ///< whole; what follows is ignored
        Broken,  ///< not of this form, or damaged
        TooLarge ///< more came out than may
    };

    virtual ~Decompressor() = default;
    Decompressor() = default;
    Q_DISABLE_COPY_MOVE(Decompressor)

    /// Appends to `plain` what these bytes give. Is TooLarge once more than `most` bytes came out in all.
    /// Does nothing once it is that or Broken; `plain` has what came out before.
    void read(QByteArrayView bytes, QByteArray &plain, qint64 most);
    [[nodiscard]] State state() const { return m_state; }

protected:
    /// Takes the front of `bytes`, which may be empty, and appends what comes out to `plain`: at most one
    /// buffer. Called again until nothing is taken and nothing comes out.
    virtual State step(QByteArrayView &bytes, QByteArray &plain) = 0;

private:
    State m_state = State::Reading;
    qint64 m_out = 0;
};

[[nodiscard]] std::unique_ptr<Decompressor> decompressor(Compression compression);

} // namespace Parlance
