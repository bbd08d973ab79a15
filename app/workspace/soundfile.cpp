// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/soundfile.h"

#include "chat/visibletext.h"
#include "sound/soundtype.h"
#include "workspace/chosenfile.h"
#include "workspace/textlines.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString shownSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

std::expected<UploadFile, QString> SoundFile::read(const QString &path, const std::stop_token &stop)
{
    const QString name = QFileInfo(path).fileName();
    const auto bytes = ChosenFile::read(path, MostBytes, stop);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->isEmpty())
        return std::unexpected(tr("%1 is empty.").arg(visibleLine(name)));
    if (bytes->size() > MostBytes)
        return std::unexpected(tr("%1 has more than %2. Send a shorter part, or compress it.")
                .arg(visibleLine(name), shownSize(MostBytes)));
    return of(name, *bytes);
}

UploadFile SoundFile::of(const QString &name, const QByteArray &bytes)
{
    const SoundType type = soundTypeOf(bytes);
    const bool needsExtension = type != SoundType::Unknown && soundTypeOfName(name) == SoundType::Unknown;
    return {.name = needsExtension ? name + u'.' + extensionOf(type) : name,
        .type = mediaTypeOf(type),
        .bytes = bytes};
}

bool SoundFile::isSound(const UploadFile &file)
{
    return soundTypeOf(file.bytes) != SoundType::Unknown;
}

QString SoundFile::typeDoubt(const UploadFile &file)
{
    const SoundType type = soundTypeOf(file.bytes);
    const QString name = visibleLine(file.name);
    if (type == SoundType::Unknown)
        return TextLines::isText(file.bytes.first(std::min<qsizetype>(file.bytes.size(), 512)))
                   ? tr("%1 is text, not sound. Choose another file.").arg(name)
                   : tr("%1 isn't a supported audio file (WAV, MP3, FLAC, Ogg, AAC, MP4, WebM).").arg(name);
    if (type != soundTypeOfName(file.name))
        return tr("%1 is really %2, despite its name.").arg(name, nameOf(type));
    if (type == SoundType::Aac)
        return tr("%1 is AAC without a container, which few servers take. Most take MP3, M4A or WAV.")
            .arg(name);
    return {};
}

QString SoundFile::sizeDoubt(const UploadFile &file, qint64 mostBytes)
{
    if (file.bytes.size() <= mostBytes)
        return {};
    return tr("%1 has %2, and servers take %3 at most. Send a shorter part, or compress it.")
        .arg(visibleLine(file.name), shownSize(file.bytes.size()), shownSize(mostBytes));
}

} // namespace Parlance
