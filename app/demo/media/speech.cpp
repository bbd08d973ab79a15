// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/speech.h"

#include "demo/media/wavfile.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr auto MostTime = 20s;
constexpr int WordsPerMinute = 175; ///< of speed 1
constexpr int SlowestWords = 80;    ///< as espeak-ng has it
constexpr int FastestWords = 450;

struct Voice
{
    QString name;
    QString espeak;
    int pitch; ///< of tones, in Hz
};

const auto &voices()
{
    static const std::array list{Voice{u"alloy"_s, u"en-us"_s, 220}, Voice{u"ash"_s, u"en-us+m3"_s, 165},
        Voice{u"ballad"_s, u"en-gb+m4"_s, 175}, Voice{u"coral"_s, u"en-us+f2"_s, 262},
        Voice{u"echo"_s, u"en-us+m1"_s, 147}, Voice{u"fable"_s, u"en-gb"_s, 196},
        Voice{u"onyx"_s, u"en-us+m7"_s, 131}, Voice{u"nova"_s, u"en-us+f3"_s, 294},
        Voice{u"sage"_s, u"en-us+f4"_s, 277}, Voice{u"shimmer"_s, u"en-us+f5"_s, 330},
        Voice{u"verse"_s, u"en-gb+m2"_s, 185}, Voice{u"marin"_s, u"en-gb+f2"_s, 247},
        Voice{u"cedar"_s, u"en-gb+m6"_s, 156}};
    return list;
}

const Voice &voiceNamed(const QString &name)
{
    const auto found = std::ranges::find(voices(), name, &Voice::name);
    return found == voices().end() ? voices().front() : *found;
}

Refusal tooLong()
{
    return {.message = u"The speech would be longer than %1 minutes: send less text, or a higher speed"_s.arg(
                MostOfSpeech / (SpeechRate * 2 * 60)),
        .field = u"input"_s};
}

Refusal failed(const QString &how)
{
    return {.status = 500, .message = u"espeak-ng %1"_s.arg(how)};
}

QStringList argumentsFor(const SpeechAsked &asked)
{
    const int words = std::clamp(int(WordsPerMinute * asked.speed), SlowestWords, FastestWords);
    return {u"--stdin"_s, u"--stdout"_s, u"-b"_s, u"1"_s, u"-v"_s, voiceNamed(asked.voice).espeak, u"-s"_s,
        QString::number(words)};
}

/// What the program writes to its standard output.
std::expected<QByteArray, Refusal> outputOf(
    QProcess &process, const QString &program, const SpeechAsked &asked, const std::stop_token &stop)
{
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, argumentsFor(asked));
    process.write(asked.text.toUtf8());
    process.closeWriteChannel();
    QByteArray output;
    const QDeadlineTimer deadline(MostTime);
    while (process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(100);
        output += process.readAllStandardOutput();
        if (output.size() > MostOfSpeech)
            return std::unexpected(tooLong());
        if (deadline.hasExpired() || stop.stop_requested())
            return std::unexpected(failed(u"took longer than %1 s"_s.arg(MostTime.count())));
    }
    output += process.readAllStandardOutput();
    if (process.error() == QProcess::FailedToStart || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return std::unexpected(failed(u"failed"_s));
    return output;
}

/// By straight lines between the samples.
QByteArray resampled(const WavFile &wav)
{
    const qint64 length = wav.length() * SpeechRate / wav.rate;
    QByteArray bytes(length * 2, Qt::Uninitialized);
    for (qint64 i = 0; i < length; ++i) {
        const qint64 at = i * wav.rate / SpeechRate;
        const qint64 part = i * wav.rate % SpeechRate;
        const auto value = [&](qint64 place) {
            return qFromLittleEndian<qint16>(wav.data.constData() + 2 * std::min(place, wav.length() - 1));
        };
        const qint64 between = (value(at) * (SpeechRate - part) + value(at + 1) * part) / SpeechRate;
        qToLittleEndian(qint16(between), bytes.data() + 2 * i);
    }
    return bytes;
}

/// Collects tones and pauses.
class Tones
{
public:
    explicit Tones(double speed)
        : m_speed(speed)
    {
    }

    /// A triangle wave without clicks at its ends.
    void tone(int hertz, int milliseconds)
    {
        constexpr int Loudest = 9'000;
        constexpr qint64 Ramp = SpeechRate / 200;
        const qint64 length = samplesIn(milliseconds);
        for (qint64 i = 0; i < length; ++i) {
            const qint64 phase = i * hertz % SpeechRate * 4;
            const qint64 wave = phase < 2 * SpeechRate ? phase - SpeechRate : 3 * SpeechRate - phase;
            const qint64 ramp = std::min({i, length - i, Ramp});
            append(qint16(wave * Loudest / SpeechRate * ramp / Ramp));
        }
    }

    void pause(int milliseconds) { m_bytes.append(samplesIn(milliseconds) * 2, '\0'); }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    [[nodiscard]] qint64 samplesIn(int milliseconds) const
    {
        constexpr double PerMillisecond = SpeechRate / 1000.0;
        return qint64(milliseconds * PerMillisecond / m_speed);
    }

    void append(qint16 sample)
    {
        std::array<char, 2> written{};
        qToLittleEndian(sample, written.data());
        m_bytes.append(written.data(), 2);
    }

    double m_speed;
    QByteArray m_bytes;
};

/// Half tones above the voice's pitch, so that a word always sounds the same.
int pitchOf(const QString &word, int base)
{
    int sum = 0;
    for (const QChar c : word)
        sum += c.unicode();
    return base * (24 + sum % 13) / 24;
}

} // namespace

QStringList voiceNames()
{
    QStringList names;
    for (const Voice &voice : voices())
        names += voice.name;
    return names;
}

std::expected<QByteArray, Refusal> espoken(
    const QString &program, const SpeechAsked &asked, const std::stop_token &stop)
{
    QProcess process;
    const auto output = outputOf(process, program, asked, stop);
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
    }
    if (!output)
        return output;
    const auto wav = readWav(*output);
    if (!wav || wav->channels != 1 || wav->bits != 16)
        return std::unexpected(failed(u"wrote no WAV file of one channel and 16 bits"_s));
    QByteArray speech = resampled(*wav);
    if (speech.size() > MostOfSpeech)
        return std::unexpected(tooLong());
    return speech;
}

std::expected<QByteArray, Refusal> toned(const SpeechAsked &asked)
{
    const int base = voiceNamed(asked.voice).pitch;
    Tones tones(asked.speed);
    tones.tone(1'000, 100);
    tones.pause(60);
    tones.tone(1'000, 100);
    tones.pause(400);
    for (const QString &word : asked.text.simplified().split(u' ')) {
        tones.tone(pitchOf(word, base), 60 + 20 * int(word.size()));
        const bool ends = u".,;:!?"_s.contains(word.back());
        tones.pause(ends ? 400 : 70);
        if (tones.bytes().size() > MostOfSpeech)
            return std::unexpected(tooLong());
    }
    return tones.bytes();
}

} // namespace Parlance::Demo
