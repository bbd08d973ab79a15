// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/wavreader.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <utility>

namespace Parlance {

namespace {

constexpr qsizetype ChunkHead = 8;
constexpr qsizetype FileHead = 12;

/// The least and the most of a format chunk that is read.
constexpr qint64 LeastFormat = 16;
constexpr qint64 MostFormat = 40;

/// Sizes from here on stand for one that the writer did not know (C-19).
constexpr quint32 NoSize = 2'000'000'000;

/// As many bytes as tell the beginning of another file or of a list, but one.
constexpr qsizetype Undecided = 15;

constexpr quint16 TagPcm = 1;
constexpr quint16 TagFloat = 3;
constexpr quint16 TagExtensible = 0xfffe;

quint16 shortAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.data() + at);
}

quint32 longAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.data() + at);
}

bool isFile(QByteArrayView bytes)
{
    return bytes.startsWith("RIFF") || bytes.startsWith("RF64");
}

bool isChunkName(QByteArrayView name)
{
    return std::ranges::all_of(name, [](char c) { return c >= 0x20 && c <= 0x7e; });
}

/// Where another file, or a list of what the file is about, begins; -1 if nowhere. Eight of its bytes are
/// known, so that no sound looks like it.
qsizetype endOfSoundIn(QByteArrayView bytes)
{
    qsizetype end = -1;
    for (const auto &[first, second] : {std::pair("RIFF", "WAVEfmt "), std::pair("LIST", "INFO")}) {
        for (qsizetype at = bytes.indexOf(second, 8); at >= 0; at = bytes.indexOf(second, at + 1)) {
            if (!bytes.sliced(at - 8).startsWith(first))
                continue;
            end = end < 0 ? at - 8 : std::min(end, at - 8);
            break;
        }
    }
    return end;
}

/// The bits that a sample takes in the file, which may be more than it has.
int storedBits(QByteArrayView chunk)
{
    const int channels = shortAt(chunk, 2);
    const int frame = shortAt(chunk, 12);
    const int bits = shortAt(chunk, 14);
    const int stored = channels > 0 && frame % channels == 0 ? frame / channels * 8 : 0;
    return stored >= bits ? stored : bits;
}

bool isSound(const PcmFormat &format)
{
    constexpr std::array integers{8, 16, 24, 32};
    constexpr std::array floats{32, 64};
    const bool hasBits = format.isFloat ? std::ranges::contains(floats, format.bits)
                                        : std::ranges::contains(integers, format.bits);
    return hasBits && isSound(format.samples);
}

void appendLong(QByteArray &bytes, qsizetype number)
{
    const quint32 little = qToLittleEndian(static_cast<quint32>(number));
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void appendShort(QByteArray &bytes, int number)
{
    const quint16 little = qToLittleEndian(static_cast<quint16>(number));
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

} // namespace

QByteArray WavReader::feed(QByteArrayView bytes)
{
    m_total += bytes.size();
    if (m_state == State::Over)
        return {};
    m_bytes.remove(0, std::exchange(m_at, 0));
    m_bytes += bytes;
    QByteArray sound;
    while (!m_fault && step(sound)) {
    }
    return sound;
}

QByteArray WavReader::finish()
{
    m_isLast = true;
    const QByteArray sound = feed({});
    if (!m_fault && !m_hadData)
        fail(m_state == State::Begin ? Fault::NoWav : Fault::NoFormat);
    m_needsRepair = m_needsRepair || m_total != m_riff + ChunkHead;
    return sound;
}

bool WavReader::step(QByteArray &sound)
{
    switch (m_state) {
    case State::Begin:
        return readBegin();
    case State::Chunk:
        return readChunk();
    case State::Format:
        return readFormat();
    case State::Skip:
        return skip();
    case State::Data:
        return readData(sound);
    case State::OpenData:
        return readOpenData(sound);
    case State::Over:
        break;
    }
    drop(unread().size());
    return false;
}

bool WavReader::readBegin()
{
    if (unread().size() < FileHead)
        return false;
    if (!isFile(unread()) || !unread().sliced(ChunkHead).startsWith("WAVE"))
        return fail(Fault::NoWav);
    m_needsRepair = m_needsRepair || m_hadData;
    m_riff = longAt(unread(), 4);
    drop(FileHead);
    m_state = State::Chunk;
    return true;
}

bool WavReader::readChunk()
{
    if (unread().size() < ChunkHead)
        return false;
    const QByteArray name = unread().first(4).toByteArray();
    const quint32 size = longAt(unread(), 4);
    if (m_hadData && isFile(name)) {
        m_state = State::Begin;
        return true;
    }
    if (m_hadData && !isChunkName(name))
        return fail(Fault::NoFormat);
    m_needsRepair = m_needsRepair || m_hadData;
    drop(ChunkHead);
    if (name == "data")
        return beginData(size);
    enterChunk(name == "fmt " ? State::Format : State::Skip, size);
    return true;
}

void WavReader::enterChunk(State state, qint64 size)
{
    m_state = state;
    m_left = size;
    m_isPadded = size % 2 != 0;
}

bool WavReader::readFormat()
{
    const qint64 length = std::min(m_left, MostFormat);
    if (length < LeastFormat)
        return fail(Fault::NoFormat);
    if (unread().size() < length)
        return false;
    const int tag = shortAt(unread(), 0);
    m_codingTag = tag == TagExtensible && length >= 26 ? shortAt(unread(), 24) : tag;
    if (m_codingTag != TagPcm && m_codingTag != TagFloat)
        return fail(Fault::Unsupported);
    const PcmFormat format{.samples = {.rate = static_cast<int>(std::min(longAt(unread(), 4), NoSize)),
                               .channels = shortAt(unread(), 2)},
        .bits = storedBits(unread()),
        .isFloat = m_codingTag == TagFloat};
    if (!isSound(format) || (m_format && *m_format != format))
        return fail(Fault::NoFormat);
    m_format = format;
    m_state = State::Skip;
    return true;
}

bool WavReader::skip()
{
    const qint64 length = std::min<qint64>(m_left + (m_isPadded ? 1 : 0), unread().size());
    drop(length);
    m_left -= length;
    if (m_left > 0 || (m_left == 0 && m_isPadded))
        return false;
    m_state = State::Chunk;
    return true;
}

bool WavReader::beginData(quint32 size)
{
    if (!m_format)
        return fail(Fault::NoFormat);
    m_hadData = true;
    const bool isOpen = size == 0 || size >= NoSize;
    m_needsRepair = m_needsRepair || isOpen;
    enterChunk(isOpen ? State::OpenData : State::Data, size);
    return true;
}

/// Takes the whole frames among the first bytes.
qsizetype WavReader::takeFrames(qsizetype length, QByteArray &sound)
{
    const qsizetype whole = length - length % m_format->frameBytes();
    sound += unread().first(whole);
    drop(whole);
    return whole;
}

bool WavReader::readData(QByteArray &sound)
{
    m_left -= takeFrames(std::min<qint64>(m_left, unread().size()), sound);
    if (m_left >= m_format->frameBytes() || unread().size() < m_left)
        return false;
    m_needsRepair = m_needsRepair || m_left > 0; // a part of a frame
    m_state = State::Skip;
    return true;
}

bool WavReader::readOpenData(QByteArray &sound)
{
    const qsizetype end = endOfSoundIn(unread());
    if (end < 0) {
        std::ignore = takeFrames(std::max<qsizetype>(unread().size() - (m_isLast ? 0 : Undecided), 0), sound);
        return false;
    }
    drop(end - takeFrames(end, sound));
    m_state = State::Chunk;
    return true;
}

/// What is wrong behind sound does not take the sound away.
bool WavReader::fail(Fault fault)
{
    if (m_hadData) {
        m_state = State::Over;
        m_needsRepair = true;
        return true;
    }
    m_fault = fault;
    drop(unread().size());
    return false;
}

QByteArray wavFile(const PcmFormat &format, QByteArrayView sound)
{
    const qsizetype padding = sound.size() % 2;
    QByteArray file("RIFF");
    file.reserve(44 + sound.size() + padding);
    appendLong(file, 36 + sound.size() + padding);
    file.append("WAVEfmt ");
    appendLong(file, LeastFormat);
    appendShort(file, format.isFloat ? TagFloat : TagPcm);
    appendShort(file, format.samples.channels);
    appendLong(file, format.samples.rate);
    appendLong(file, format.samples.rate * format.frameBytes());
    appendShort(file, static_cast<int>(format.frameBytes()));
    appendShort(file, format.bits);
    file.append("data");
    appendLong(file, sound.size());
    file.append(sound);
    return file.append(padding, '\0');
}

QByteArray repairedWav(QByteArrayView file)
{
    WavReader reader;
    QByteArray sound = reader.feed(file);
    sound += reader.finish();
    return reader.fault() || !reader.needsRepair() ? QByteArray() : wavFile(*reader.format(), sound);
}

} // namespace Parlance
