// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/worksign.h"

#include "support/eventually.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Work in another thread, and the sign that shows it.
class TestWorkSign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theResultComesInThisThread();
    void longWorkIsShown();
    void canceledWorkIsNotTaken();
    void nothingIsTakenAfterTheWindow();
};

void TestWorkSign::theResultComesInThisThread()
{
    QWidget window;
    const QThread *worked = nullptr;
    const QThread *took = nullptr;
    workVisibly(
        &window, u"Counting"_s, [](const std::stop_token &) { return QThread::currentThread(); },
        [&](const QThread *thread) {
            worked = thread;
            took = QThread::currentThread();
        });
    QVERIFY(!took);
    QVERIFY(eventually([&] { return took; }));
    QCOMPARE(took, QThread::currentThread());
    QVERIFY(worked != took);
    QVERIFY(eventually([&] { return !window.findChild<WorkSign *>(); }));
}

void TestWorkSign::longWorkIsShown()
{
    QWidget window;
    window.show();
    QSemaphore goOn;
    bool isDone = false;
    workVisibly(
        &window, u"Counting"_s,
        [&goOn](const std::stop_token &) {
            goOn.acquire();
            return 1;
        },
        [&isDone](int) { isDone = true; });
    const QPointer<WorkSign> sign = window.findChild<WorkSign *>();
    QVERIFY(!sign->isVisible());
    QVERIFY(eventually([&] { return sign->isVisible(); }));
    QVERIFY(!sign->isModal());
    QCOMPARE(sign->windowTitle(), u"Counting"_s);
    goOn.release();
    QVERIFY(eventually([&] { return isDone && !sign; }));
}

void TestWorkSign::canceledWorkIsNotTaken()
{
    QWidget window;
    QSemaphore goOn;
    std::atomic_bool sawCancel = false;
    bool isTaken = false;
    workVisibly(
        &window, u"Counting"_s,
        [&](const std::stop_token &stop) {
            goOn.acquire();
            sawCancel = stop.stop_requested();
            return 1;
        },
        [&](int) { isTaken = true; });
    const QPointer<WorkSign> sign = window.findChild<WorkSign *>();
    sign->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    goOn.release();
    QVERIFY(eventually([&] { return !sign; }));
    QVERIFY(sawCancel);
    QVERIFY(!isTaken);
}

void TestWorkSign::nothingIsTakenAfterTheWindow()
{
    QSemaphore goOn;
    std::atomic_bool sawCancel = false;
    bool isTaken = false;
    {
        QWidget window;
        workVisibly(
            &window, u"Counting"_s,
            [&](const std::stop_token &stop) {
                goOn.acquire();
                sawCancel = stop.stop_requested();
                return 1;
            },
            [&](int) { isTaken = true; });
    }
    goOn.release();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    settle();
    QVERIFY(sawCancel);
    QVERIFY(!isTaken);
}

QTEST_MAIN(TestWorkSign)
#include "tst_worksign.moc"
