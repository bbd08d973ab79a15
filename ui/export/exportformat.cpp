// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportformat.h"

#include "ui/export/htmltranscript.h"
#include "ui/export/jsontranscript.h"
#include "ui/export/markdowntranscript.h"
#include "ui/export/paper.h"
#include "ui/export/texttranscript.h"
#include "ui/export/transcript.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString &lastFolder()
{
    static QString folder;
    return folder;
}

class FormatWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ExportFormat)

public:
    static QString notSaved(const QString &path, const QString &reason)
    {
        const QString shown = QDir::toNativeSeparators(path);
        if (!QFileInfo(path).dir().exists())
            return tr("Nothing was saved: %1 is in a folder that does not exist. Choose another folder.")
                .arg(shown);
        return tr(
            "Nothing was saved: %1 could not be written (%2). Choose another folder, or free some space, and "
            "save again.")
            .arg(shown, reason);
    }

    static QList<ExportFormat> formats()
    {
        return {
            {u"md"_s, tr("Markdown"), tr("The words as the model wrote them, for notes and other programs."),
                [](const Transcript &transcript) {
                    return toMarkdown(transcript).toUtf8();
                }},
            {u"html"_s, tr("Web page"), tr("One file with everything in it, for any browser, light or dark."),
                &toHtml},
            {u"pdf"_s, tr("PDF"), tr("Pages to print or to send."), &toPdf},
            {u"txt"_s, tr("Plain text"), tr("The text as on the screen, for email and terminals."),
                [](const Transcript &transcript) {
                    return toPlainText(transcript).toUtf8();
                }},
            {u"json"_s, tr("JSON"),
                tr("Every message with its model, timing, tokens and errors, for scripts."), &toJson},
        };
    }
};

} // namespace

QList<ExportFormat> exportFormats()
{
    return FormatWords::formats();
}

QString exportName(const Transcript &transcript, const ExportFormat &format)
{
    return u"conversation-%1.%2"_s.arg(transcript.exported.toString(u"yyyy-MM-dd-HHmm"_s), format.suffix);
}

QString savingFolder()
{
    if (!lastFolder().isEmpty())
        return lastFolder();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents
                                        : QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
}

void rememberFolderOf(const QString &path)
{
    lastFolder() = QFileInfo(path).path();
}

std::expected<void, QString> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return std::unexpected(file.errorString());
    return {};
}

std::expected<void, QString> saveFile(const QString &path, const QByteArray &bytes)
{
    const auto written = writeFile(path, bytes);
    if (written)
        rememberFolderOf(path);
    return written;
}

QString notSaved(const QString &path, const QString &reason)
{
    return FormatWords::notSaved(path, reason);
}

} // namespace Parlance
