// SPDX-License-Identifier: GPL-3.0-or-later
// Answers from public bug reports, one function each (tests/data/view). With PARLANCE_PICTURES=folder, each is also
// drawn there, light and dark, narrow and wide, to be looked at.
#include "messagefixture.h"

#include "view/base/theme.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/selectiontext.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QScrollBar>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &name)
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/view/%1.md").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

} // namespace

class ViewCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures();
};

void ViewCasesTest::pictures()
{
    const QString folder = qEnvironmentVariable("PARLANCE_PICTURES");
    if (folder.isEmpty())
        QSKIP("PARLANCE_PICTURES names no folder");
    for (const QString &file : QDir(QStringLiteral(PARLANCE_TEST_DATA "/view")).entryList({u"*.md"_s})) {
        for (const bool dark : {false, true}) {
            for (const int width : {340, 820}) {
                const Theme theme = dark ? Theme::dim() : Theme::light();
                QApplication::setPalette(theme.palette());
                ConversationView view;
                view.resize(width, 900);
                view.setPalette(theme.palette());
                view.show();
                answer(*view.messages(), 0, textOf(QFileInfo(file).completeBaseName()));
                view.messages()->flush();
                QCoreApplication::processEvents();
                const int height = std::clamp(int(view.document()->size().height()) + 20, 200, 1400);
                view.resize(width, height);
                QCoreApplication::processEvents();
                view.verticalScrollBar()->setValue(0);
                view.grab().save(u"%1/%2-%3-%4.png"_s.arg(folder, QFileInfo(file).completeBaseName())
                                     .arg(width)
                                     .arg(dark ? u"dark"_s : u"light"_s));
            }
        }
    }
}

QTEST_MAIN(ViewCasesTest)
#include "tst_viewcases.moc"
