// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/soundtext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The type that the API's format is; "opus" is in Ogg.
SoundType typeAsked(const QString &format)
{
    return format.isEmpty() ? SoundType::Mp3 : soundTypeOfName(u'.' + format);
}

} // namespace

QString SoundText::fault(SoundDecoder::Fault fault, SoundType type)
{
    switch (fault) {
    case SoundDecoder::Fault::Unknown:
        return tr("This isn't a known type of sound. It can be saved as it is.");
    case SoundDecoder::Fault::Undecoded:
        return tr("%1 cannot be played here, only saved. Ask for wav, mp3, flac or pcm to hear it.")
            .arg(nameOf(type));
    case SoundDecoder::Fault::Broken:
        return tr("The sound begins like %1, but is broken. It can be saved as it is.").arg(nameOf(type));
    case SoundDecoder::Fault::Empty:
        return tr("The audio file contains no sound.");
    case SoundDecoder::Fault::TooLong:
        return tr("The sound is too long to be played here to its end. It can be saved whole.");
    case SoundDecoder::Fault::Stopped:
        return tr("Stopped: only the beginning of the sound can be played. It can be saved whole.");
    }
    return {};
}

QString SoundText::otherType(const QString &asked, SoundType found)
{
    const QString format = asked.isEmpty() ? u"mp3"_s : asked;
    if (found == typeAsked(asked))
        return {};
    return found == SoundType::Unknown ? tr("Asked for %1, got something else.").arg(format)
                                       : tr("Asked for %1, got %2.").arg(format, nameOf(found));
}

QString SoundText::format(const SampleFormat &format)
{
    const QString rate = QLocale().toString(format.rate / 1000.0);
    if (format.channels == 1)
        return tr("%1 kHz, mono").arg(rate);
    if (format.channels == 2)
        return tr("%1 kHz, stereo").arg(rate);
    return tr("%1 kHz, %n channels", nullptr, format.channels).arg(rate);
}

QString SoundText::time(std::chrono::milliseconds time)
{
    const qint64 tenths = time.count() / 100;
    const QString seconds = u"%1.%2"_s.arg(
        QString::number(tenths / 10 % 60).rightJustified(2, u'0'), QString::number(tenths % 10));
    const qint64 minutes = tenths / 600;
    if (minutes < 60)
        return u"%1:%2"_s.arg(QString::number(minutes), seconds);
    return u"%1:%2:%3"_s.arg(
        QString::number(minutes / 60), QString::number(minutes % 60).rightJustified(2, u'0'), seconds);
}

} // namespace Parlance
