// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturesaving.h"

#include "ui/export/exportformat.h"
#include "ui/export/saveas.h"
#include "view/base/picture.h"

#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype SvgBegins = 1024; ///< within so many bytes

class SavingWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PictureSaving)

public:
    static QString nameOf(const QString &suffix)
    {
        return suffix == "bin"_L1 ? tr("Bytes as they came") : tr("%1 picture").arg(suffix.toUpper());
    }
    static QString one() { return tr("Save the picture"); }
    static QString all(qsizetype count) { return count == 1 ? one() : tr("Save %1 pictures").arg(count); }
    static QString exists(const QString &path)
    {
        return tr("%1 already exists, so nothing was saved. Choose another name.").arg(path);
    }
};

SaveAs::Form formOf(const QByteArray &bytes)
{
    const QString suffix = pictureSuffix(bytes);
    return {.suffix = suffix, .name = SavingWords::nameOf(suffix), .write = [bytes] {
                return bytes;
            }};
}

QStringList numbered(const QString &path, const QByteArrayList &pictures)
{
    const QFileInfo chosen(path);
    QStringList paths;
    for (const QByteArray &bytes : pictures)
        paths << u"%1/%2-%3.%4"_s.arg(chosen.path(), chosen.completeBaseName())
                     .arg(paths.size() + 1)
                     .arg(pictureSuffix(bytes));
    return paths;
}

} // namespace

QString pictureSuffix(const QByteArray &bytes)
{
    const QByteArray format = pictureFormat(bytes);
    if (format.isEmpty())
        return bytes.first(std::min(bytes.size(), SvgBegins)).toLower().contains("<svg") ? u"svg"_s
                                                                                         : u"bin"_s;
    return format == "jpeg" ? u"jpg"_s : QString::fromLatin1(format);
}

void savePicture(QWidget *parent, const QByteArray &bytes)
{
    SaveAs::ask(parent, SavingWords::one(), u"picture"_s, {formOf(bytes)});
}

void savePictures(QWidget *parent, const QByteArrayList &pictures)
{
    const QString title = SavingWords::all(pictures.size());
    const auto chosen = SaveAs::choose(parent, title, u"pictures"_s, {formOf(pictures.first())});
    if (!chosen)
        return;
    const QStringList paths = numbered(chosen->path, pictures);
    const auto taken =
        std::ranges::find_if(paths, [](const QString &path) { return QFileInfo::exists(path); });
    if (taken != paths.cend()) {
        QMessageBox::warning(parent, title, SavingWords::exists(*taken));
        return;
    }
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (const auto saved = saveFile(paths.at(i), pictures.at(i)); !saved) {
            QMessageBox::warning(parent, title, notSaved(paths.at(i), saved.error()));
            return;
        }
    }
}

} // namespace Parlance
