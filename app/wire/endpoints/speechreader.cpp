// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/speechreader.h"

#include "wire/dialects/usagereading.h"

using namespace Qt::StringLiterals;

namespace Parlance {

void SpeechReader::readEvent(const QJsonObject &event)
{
    const auto sound = QByteArray::fromBase64Encoding(
        event.value("audio"_L1).toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!sound)
        return fail(u"A piece of the sound is not base64."_s);
    m_sound += *sound;
    if (const auto usage = readUsage(event.value("usage"_L1)))
        m_usage.merge(*usage);
    if (event.value("type"_L1) == "speech.audio.done"_L1)
        endStream();
}

} // namespace Parlance
