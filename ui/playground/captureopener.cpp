// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/captureopener.h"

#include "client/replaytarget.h"
#include "client/targetresolver.h"
#include "ui/playground/capturechooser.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/pages.h"
#include "workspace/opencaptures.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Parlance {

CaptureOpener::CaptureOpener(const TargetResolver *resolver, Pages *pages, QObject *parent)
    : QObject(parent)
    , m_resolver(resolver)
    , m_pages(pages)
{
}

void CaptureOpener::ask()
{
    auto *dialog = new QFileDialog(m_pages->window(), tr("Replay a capture"), {},
        tr("Captures (*.har *.txt *.sse *.json *.body);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CaptureOpener::open);
    dialog->open();
}

void CaptureOpener::open(const QString &path)
{
    const auto captures = openCaptures(path);
    if (!captures)
        return refuse(captures.error());
    const QString file = QFileInfo(path).fileName();
    if (captures->size() == 1)
        return play(captures->first(), file);
    choose(*captures, file);
}

void CaptureOpener::choose(const QList<Capture> &captures, const QString &file)
{
    auto *chooser = new CaptureChooser(captures, file, m_pages->window());
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
    m_pages->current()->arrangement()->addReplay(replayTarget(replay, m_resolver->catalog()));
}

void CaptureOpener::refuse(const QString &why)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Replay a capture"),
        tr("This file cannot be replayed."), QMessageBox::Ok, m_pages->window());
    box->setObjectName(u"captureRefused"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(why);
    box->open();
}

} // namespace Parlance
