// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/captureopener.h"

#include "client/replaytarget.h"
#include "client/targetresolver.h"
#include "ui/playground/capturechooser.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/lanepages.h"
#include "view/base/worksign.h"
#include "workspace/opencaptures.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qint64 MostAtOnce = 256 * 1024; ///< bytes of a file that is read within a frame

} // namespace

CaptureOpener::CaptureOpener(const TargetResolver *resolver, LanePages *pages, QWidget *window)
    : QObject(window)
    , m_resolver(resolver)
    , m_pages(pages)
    , m_window(window)
{
}

void CaptureOpener::ask()
{
    auto *dialog = new QFileDialog(m_window, tr("Replay a capture"), {},
        tr("Captures (*.har *.txt *.sse *.json *.body);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CaptureOpener::open);
    dialog->open();
}

void CaptureOpener::open(const QString &path)
{
    const QFileInfo info(path);
    if (info.size() <= MostAtOnce)
        return take(openCaptures(path), info.fileName());
    workVisibly(
        m_window, tr("Reading %1…").arg(info.fileName()),
        [path](const std::stop_token &) { return openCaptures(path); },
        [this, file = info.fileName()](const auto &captures) { take(captures, file); });
}

void CaptureOpener::take(const std::expected<QList<Capture>, QString> &captures, const QString &file)
{
    if (!captures)
        refuse(captures.error());
    else if (captures->size() == 1)
        play(captures->first(), file);
    else
        choose(*captures, file);
    Q_EMIT read();
}

void CaptureOpener::choose(const QList<Capture> &captures, const QString &file)
{
    auto *chooser = new CaptureChooser(captures, file, m_window);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &CaptureChooser::chosen, this, [this, captures, file](const QList<qsizetype> &chosen) {
        for (const qsizetype index : chosen)
            play(captures.at(index), file);
    });
    chooser->open();
}

void CaptureOpener::play(const Capture &capture, const QString &file)
{
    const auto replay = std::make_shared<Replay>(capture, file);
    m_pages->show()->arrangement()->addReplay(replayTarget(replay, m_resolver->catalog()));
}

void CaptureOpener::refuse(const QString &why)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Replay a capture"),
        tr("This file cannot be replayed."), QMessageBox::Ok, m_window);
    box->setObjectName(u"captureRefused"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(why);
    box->open();
}

} // namespace Parlance
