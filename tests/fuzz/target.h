// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <cstddef>
#include <cstdint>

/// What a fuzzer calls with bytes of its choice, again and again; a fault aborts. libFuzzer brings its own
/// `main()`, otherwise replay.cpp has one.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer asks for this name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace Parlance::Fuzz {

/// Takes decisions from the beginning of the input, and leaves the rest to be read.
class Input
{
public:
    Input(const uint8_t *data, size_t size)
        : m_bytes(reinterpret_cast<const char *>(data), qsizetype(size))
    {
    }

    /// A number from 0 to 255; 0 when nothing is left.
    uint8_t takeByte()
    {
        if (m_bytes.isEmpty())
            return 0;
        const char first = m_bytes.front();
        m_bytes = m_bytes.sliced(1);
        return static_cast<uint8_t>(first);
    }

    [[nodiscard]] QByteArrayView rest() const { return m_bytes; }

private:
    QByteArrayView m_bytes;
};

/// Aborts, with the words, unless `ok`.
void require(bool ok, const char *what);

} // namespace Parlance::Fuzz
