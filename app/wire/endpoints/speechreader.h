// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"
#include "wire/endpoints/endpointreader.h"

namespace Parlance {

/// Reads the answer of `POST /v1/audio/speech`: the bytes of the sound, also out of a stream of
/// `speech.audio.delta` events (C-17). Text where sound was expected is an error (C-18). Of what type the
/// sound is, is not looked at.
class SpeechReader : public EndpointReader
{
public:
    SpeechReader()
        : EndpointReader(Answer::Bytes)
    {
    }

    /// True if `takeSound()` would return something.
    [[nodiscard]] bool hasSound() const { return !m_sound.isEmpty(); }
    /// The bytes of the sound that came since the last call.
    [[nodiscard]] QByteArray takeSound() { return std::exchange(m_sound, {}); }
    /// What the server says that it used; only a stream says it.
    [[nodiscard]] const Usage &usage() const { return m_usage; }

protected:
    void readEvent(const QJsonObject &event) override;
    void readBytes(QByteArrayView bytes) override { m_sound += bytes; }

private:
    QByteArray m_sound;
    Usage m_usage;
};

} // namespace Parlance
