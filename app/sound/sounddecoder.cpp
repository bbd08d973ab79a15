// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sounddecoder.h"

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

constexpr qsizetype EnoughToTell = 16;
constexpr qsizetype PieceSize = 256 * 1024;

std::unique_ptr<SampleReader> readerOf(SoundType type, SoundDecoder::Otherwise otherwise)
{
    switch (type) {
    case SoundType::Wav:
        return wavSamples();
    case SoundType::Mp3:
        return mp3Samples();
    case SoundType::Flac:
        return flacSamples();
    case SoundType::Unknown:
        return otherwise == SoundDecoder::Otherwise::RawSamples ? rawSamples() : nullptr;
    default:
        return nullptr;
    }
}

} // namespace

void SoundDecoder::feed(QByteArrayView bytes, const std::stop_token &stop)
{
    while (!bytes.isEmpty() && !stop.stop_requested()) {
        const qsizetype size = std::min(PieceSize, bytes.size());
        feedPiece(bytes.first(size));
        bytes = bytes.sliced(size);
    }
}

void SoundDecoder::feedPiece(QByteArrayView bytes)
{
    if (m_fault)
        return;
    if (m_reader)
        return add(m_reader->feed(bytes));
    m_begin += bytes;
    if (m_begin.size() >= EnoughToTell)
        begin();
}

void SoundDecoder::begin()
{
    m_type = soundTypeOf(m_begin);
    m_reader = readerOf(m_type, m_otherwise);
    if (m_reader)
        add(m_reader->feed(std::exchange(m_begin, {})));
    else
        m_fault = m_type == SoundType::Unknown ? Fault::Unknown : Fault::Undecoded;
}

void SoundDecoder::finish(const std::stop_token &stop)
{
    if (!m_reader && !m_fault && !m_begin.isEmpty())
        begin();
    if (m_reader)
        addLast(stop);
    if (stop.stop_requested() && !m_fault)
        m_fault = Fault::Stopped;
    if (!m_sound && !m_fault)
        m_fault = Fault::Empty;
    if (m_sound)
        m_sound->finish();
}

void SoundDecoder::addLast(const std::stop_token &stop)
{
    bool isMore = true;
    while (isMore && !m_fault && !stop.stop_requested()) {
        const Samples last = m_reader->finish();
        isMore = !last.empty();
        add(last);
    }
}

void SoundDecoder::add(const Samples &samples)
{
    const std::optional<SampleFormat> format = m_reader->format();
    if (format && !isSound(*format)) {
        m_fault = Fault::Broken;
        return;
    }
    if (!samples.empty()) {
        if (!m_sound)
            m_sound = std::make_shared<SoundBuffer>(*format);
        if (!m_sound->append(samples))
            m_fault = Fault::TooLong;
    }
    if (m_reader->isBroken())
        m_fault = Fault::Broken;
}

} // namespace Parlance
