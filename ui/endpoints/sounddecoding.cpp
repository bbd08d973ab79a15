// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/sounddecoding.h"

#include "view/base/background.h"

#include <utility>

namespace Parlance {

SoundDecoding::SoundDecoding(SoundDecoder::Otherwise otherwise, QObject *parent)
    : QObject(parent)
    , m_decoder(std::make_shared<SoundDecoder>(otherwise))
{
}

SoundDecoding::~SoundDecoding()
{
    m_stop.request_stop();
}

void SoundDecoding::feed(const QByteArray &bytes)
{
    m_waiting += bytes;
    work();
}

void SoundDecoding::finish()
{
    m_isOver = true;
    work();
}

/// One thread at a time has the decoder.
void SoundDecoding::work()
{
    const bool isLast = m_isOver && !m_isFinished;
    if (m_isWorking || (m_waiting.isEmpty() && !isLast))
        return;
    m_isWorking = true;
    m_isFinished = m_isOver;
    inBackground(
        this,
        [decoder = m_decoder, bytes = std::exchange(m_waiting, {}), isLast, stop = m_stop.get_token()] {
            decoder->feed(bytes, stop);
            if (isLast)
                decoder->finish(stop);
            return Done{.sound = decoder->sound(), .type = decoder->type(), .fault = decoder->fault()};
        },
        [this](const Done &done) { take(done); });
}

void SoundDecoding::take(const Done &done)
{
    m_done = done;
    m_isWorking = false;
    work();
    Q_EMIT progressed();
}

} // namespace Parlance
