// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ssereader.h"

#include "support/splits.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Events = QList<SseEvent>;
Q_DECLARE_METATYPE(Events)

namespace {

/// Bytes that may hold NUL.
template <size_t Size>
QByteArray bytes(const char (&literal)[Size])
{
    return {literal, Size - 1};
}

SseEvent message(const QByteArray &data, const QByteArray &id = {})
{
    return {.type = "message", .data = data, .id = id, .retry = std::nullopt};
}

SseEvent named(const QByteArray &type, const QByteArray &data)
{
    return {.type = type, .data = data, .id = {}, .retry = std::nullopt};
}

/// All that a reader tells of a stream.
struct Reading
{
    Events events;
    std::optional<SseEvent> unfinished;
    QByteArray lastEventId;
    std::optional<std::chrono::milliseconds> reconnectionTime;
    bool overflowed = false;

    bool operator==(const Reading &) const = default;
};

Reading read(const Test::Pieces &pieces, qsizetype maxBytes = SseReader::DefaultMaxBytes)
{
    SseReader reader(maxBytes);
    Reading reading;
    for (const QByteArray &piece : pieces)
        reading.events += reader.feed(piece);
    reading.unfinished = reader.takeUnfinished();
    reading.lastEventId = reader.lastEventId();
    reading.reconnectionTime = reader.reconnectionTime();
    reading.overflowed = reader.overflowed();
    return reading;
}

/// The standard's algorithm over a whole stream, written down a second time, plain and slow: what the reader
/// is compared with.
class Standard
{
public:
    [[nodiscard]] static Events events(QByteArray stream)
    {
        if (stream.startsWith("\xef\xbb\xbf"))
            stream.remove(0, 3);
        QList<QByteArray> lines = stream.replace("\r\n", "\n").replace('\r', '\n').split('\n');
        lines.removeLast(); // not ended
        Standard standard;
        for (const QByteArray &line : lines)
            standard.processLine(line);
        return standard.m_events;
    }

private:
    void processLine(const QByteArray &line)
    {
        const qsizetype colon = line.indexOf(':');
        if (line.isEmpty())
            dispatch();
        else if (colon < 0)
            processField(line, "");
        else if (colon > 0)
            processField(line.first(colon), line.sliced(colon + (line.mid(colon + 1, 1) == " " ? 2 : 1)));
    }

    void processField(const QByteArray &name, const QByteArray &value)
    {
        if (name == "event")
            m_type = value;
        if (name == "data")
            m_data += value + '\n';
        if (name == "id" && value.count('\0') == 0)
            m_id = value;
        bool isNumber = !value.isEmpty();
        for (const char digit : value)
            isNumber = isNumber && QByteArray("0123456789").contains(digit);
        if (name == "retry" && isNumber)
            m_retry = std::chrono::milliseconds(value.toLongLong());
    }

    void dispatch()
    {
        if (!m_data.isEmpty()) {
            const QByteArray type = m_type.isEmpty() ? "message" : m_type;
            m_events.append({.type = type, .data = m_data.chopped(1), .id = m_id, .retry = m_retry});
            m_retry.reset();
        }
        m_data.clear();
        m_type.clear();
    }

    Events m_events;
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_id;
    std::optional<std::chrono::milliseconds> m_retry;
};

/// A stream of pieces that matter to the format, put together at random.
QByteArray randomStream(quint32 seed)
{
    static const QByteArrayList pieces = {"\n", "\n", "\n\n", "\r", "\r\n", "\r\r", "data",
        "data:", "data: ", "event:", "id:", "id", "retry:", "retry: 12", ":", " ", "x", "text", "7",
        bytes("\0"), "\xef\xbb\xbf", "\xef", "\xc3\xa9", "\xf0\x9f", "Data:"};
    QRandomGenerator random(seed);
    QByteArray stream;
    for (int length = random.bounded(5, 80); length > 0; --length)
        stream += pieces[random.bounded(pieces.size())];
    return stream;
}

} // namespace

/// SseReader against WHATWG HTML 9.2.6: rows by hand, and random streams against a second, plain reading of
/// the standard.
class TestSseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conformance_data();
    void conformance();
    void anySplitIsTheSame_data() { conformance_data(); }
    void anySplitIsTheSame();
    void randomStreamsReadAsTheStandardSays();
    void lastEventId_data();
    void lastEventId();
    void reconnectionTime_data();
    void reconnectionTime();
    void unfinished_data();
    void unfinished();
    void retryGoesWithTheNextEvent();
    void longLineAcrossManyPieces();
    void bounds_data();
    void bounds();
    void nothingComesAfterAnOverflow();
};

void TestSseReader::conformance_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Events>("events");

    const Events one = {message("x")};
    QTest::newRow("nothing") << QByteArray() << Events();
    QTest::newRow("RF-19 LF") << bytes("data: x\n\n") << one;
    QTest::newRow("CR") << bytes("data: x\r\r") << one;
    QTest::newRow("CRLF") << bytes("data: x\r\n\r\n") << one;
    QTest::newRow("CRLF between data lines")
        << bytes("data: x\r\ndata: y\r\n\r\n") << Events{message("x\ny")};
    QTest::newRow("all line ends mixed")
        << bytes("data: x\rdata: y\ndata: z\r\n\r\r\n\n") << Events{message("x\ny\nz")};
    QTest::newRow("LF then CR are two line ends")
        << bytes("data: x\n\rdata: y\n\n") << Events{message("x"), message("y")};
    QTest::newRow("blank lines alone") << bytes("\n\r\n\r\r\n\n") << Events();

    QTest::newRow("byte order mark") << bytes("\xef\xbb\xbf"
                                              "data: x\n\n")
                                     << one;
    QTest::newRow("second byte order mark belongs to the name") << bytes("\xef\xbb\xbf\xef\xbb\xbf"
                                                                         "data: x\n\n")
                                                                << Events();
    QTest::newRow("byte order mark later belongs to the name") << bytes("\n\xef\xbb\xbf"
                                                                        "data: x\n\n")
                                                               << Events();
    QTest::newRow("half a byte order mark") << bytes("\xef\xbb"
                                                     "data: x\n\ndata: y\n\n")
                                            << Events{message("y")};
    QTest::newRow("byte order mark in data stays")
        << bytes("data:\xef\xbb\xbf\n\n") << Events{message("\xef\xbb\xbf")};

    QTest::newRow("comments") << bytes(": one\n:\ndata: x\n:two\n\n") << one;
    QTest::newRow("comment that looks like a field") << bytes(":data: no\ndata: x\n\n") << one;
    QTest::newRow("unknown fields") << bytes("DATA: no\ndata : no\n data: no\nfoo\nfoo: bar\ndata: x\n\n")
                                    << one;
    QTest::newRow("RF-20 no space") << bytes("data:x\n\n") << one;
    QTest::newRow("only one space is removed") << bytes("data:  x\n\n") << Events{message(" x")};
    QTest::newRow("a tab is not removed") << bytes("data:\tx\n\n") << Events{message("\tx")};
    QTest::newRow("trailing space stays") << bytes("data: x \n\n") << Events{message("x ")};
    QTest::newRow("colons in the value") << bytes("data: a: b:\n\n") << Events{message("a: b:")};
    QTest::newRow("text like the protocol") << bytes("data: data: x\n\n") << Events{message("data: x")};
    QTest::newRow("several data lines")
        << bytes("data: a\ndata:b\ndata: c\n\n") << Events{message("a\nb\nc")};
    QTest::newRow("no colon is an empty value") << bytes("data\n\n") << Events{message("")};
    QTest::newRow("two empty data lines") << bytes("data\ndata:\n\n") << Events{message("\n")};
    QTest::newRow("empty line of data in between")
        << bytes("data: a\ndata:\ndata: b\n\n") << Events{message("a\n\nb")};
    QTest::newRow("NUL in data stays") << bytes("data: a\0b\n\n") << Events{message(bytes("a\0b"))};
    QTest::newRow("broken UTF-8 stays") << bytes("data: \xe2\x82\n\n") << Events{message("\xe2\x82")};

    QTest::newRow("named event") << bytes("event: ping\ndata: x\n\n") << Events{named("ping", "x")};
    QTest::newRow("last name counts") << bytes("event: a\nevent: b\ndata: x\n\n") << Events{named("b", "x")};
    QTest::newRow("empty name is message") << bytes("event: a\nevent\ndata: x\n\n") << one;
    QTest::newRow("name is for one event")
        << bytes("event: a\ndata: x\n\ndata: y\n\n") << Events{named("a", "x"), message("y")};
    QTest::newRow("event without data resets its name") << bytes("event: a\n\ndata: x\n\n") << one;

    QTest::newRow("id stays") << bytes("id: 1\ndata: x\n\ndata: y\n\n")
                              << Events{message("x", "1"), message("y", "1")};
    QTest::newRow("id after data") << bytes("data: x\nid: 1\n\n") << Events{message("x", "1")};
    QTest::newRow("empty id resets") << bytes("id: 1\ndata: x\n\nid\ndata: y\n\n")
                                     << Events{message("x", "1"), message("y")};
    QTest::newRow("id with NUL is ignored")
        << bytes("id: 1\nid: 2\0\ndata: x\n\n") << Events{message("x", "1")};
    QTest::newRow("id of an event without data")
        << bytes("id: 1\n\ndata: x\n\n") << Events{message("x", "1")};

    QTest::newRow("unfinished event is dropped") << bytes("data: x\n\ndata: y\n") << one;
    QTest::newRow("unfinished line is dropped") << bytes("data: x\n\ndata: y") << one;
    QTest::newRow("the last CR ends the line") << bytes("data: x\r\n\r") << one;
}

void TestSseReader::conformance()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const Events, events);
    QCOMPARE(read({stream}).events, events);
    QCOMPARE(Standard::events(stream), events);
}

void TestSseReader::anySplitIsTheSame()
{
    QFETCH(const QByteArray, stream);
    const Reading whole = read({stream});
    for (const Test::Pieces &pieces : Test::splits(stream))
        QVERIFY2(read(pieces) == whole, pieces.join('|').constData());
}

void TestSseReader::randomStreamsReadAsTheStandardSays()
{
    for (quint32 seed = 0; seed < 3000; ++seed) {
        const QByteArray stream = randomStream(seed);
        const Events expected = Standard::events(stream);
        QCOMPARE(read({stream}).events, expected);
        QCOMPARE(read(Test::randomPieces(stream, seed)).events, expected);
    }
}

void TestSseReader::lastEventId_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("none") << bytes("data: x\n\n") << QByteArray();
    QTest::newRow("set") << bytes("id: 1\ndata: x\n\n") << QByteArray("1");
    QTest::newRow("set without data") << bytes("id: 1\n\n") << QByteArray("1");
    QTest::newRow("not before dispatch") << bytes("id: 1\n\nid: 2\n") << QByteArray("1");
    QTest::newRow("reset") << bytes("id: 1\n\nid:\n\n") << QByteArray("");
}

void TestSseReader::lastEventId()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArray, id);
    SseReader reader;
    (void)reader.feed(stream);
    QCOMPARE(reader.lastEventId(), id);
    QCOMPARE(reader.lastEventId().isNull(), id.isNull());
}

void TestSseReader::reconnectionTime_data()
{
    using Time = std::optional<std::chrono::milliseconds>;
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Time>("time");
    QTest::newRow("none") << bytes("data: x\n\n") << Time();
    QTest::newRow("digits") << bytes("retry: 1500\n") << Time(1500ms);
    QTest::newRow("leading zeros") << bytes("retry: 007\n") << Time(7ms);
    QTest::newRow("last one counts") << bytes("retry: 1\nretry: 2\n") << Time(2ms);
    QTest::newRow("empty") << bytes("retry:\nretry\n") << Time();
    QTest::newRow("sign") << bytes("retry: -1\nretry: +1\n") << Time();
    QTest::newRow("fraction") << bytes("retry: 1.5\n") << Time();
    QTest::newRow("two spaces") << bytes("retry:  5\n") << Time();
    QTest::newRow("words keep what was set") << bytes("retry: 5\nretry: soon\n") << Time(5ms);
    QTest::newRow("beyond reason") << bytes("retry: 99999999999999999999999\n")
                                   << Time(std::chrono::milliseconds::max());
}

void TestSseReader::reconnectionTime()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const std::optional<std::chrono::milliseconds>, time);
    QVERIFY(read({stream}).reconnectionTime == time);
}

void TestSseReader::unfinished_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Events>("unfinished");
    QTest::newRow("nothing") << bytes("data: x\n\n") << Events();
    QTest::newRow("no blank line") << bytes("data: x\n") << Events{message("x")};
    QTest::newRow("no line end") << bytes("event: e\ndata: x") << Events{named("e", "x")};
    QTest::newRow("without data") << bytes("event: e\n") << Events();
    QTest::newRow("cut field name") << bytes("data: x\n\nda") << Events();
    QTest::newRow("cut comment") << bytes("data: x\n: y") << Events{message("x")};
}

void TestSseReader::unfinished()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const Events, unfinished);
    const std::optional<SseEvent> event = read({stream}).unfinished;
    QCOMPARE(event ? Events{*event} : Events(), unfinished);
}

void TestSseReader::retryGoesWithTheNextEvent()
{
    const Events events = read({"retry: 5\n\ndata: x\n\ndata: y\nretry: 6\n\ndata: z\n\n"}).events;
    QCOMPARE(events.size(), 3);
    QVERIFY(events[0].retry == 5ms);
    QVERIFY(events[1].retry == 6ms);
    QVERIFY(!events[2].retry);
}

void TestSseReader::longLineAcrossManyPieces()
{
    const QByteArray data(2'000'000, 'x');
    Test::Pieces pieces = {"data: "};
    for (qsizetype start = 0; start < data.size(); start += 777)
        pieces.append(data.mid(start, 777));
    pieces.append("\n\n");
    QVERIFY(read(pieces).events == Events{message(data)});
}

void TestSseReader::bounds_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<qsizetype>("events");
    QTest::addColumn<bool>("overflowed");
    QTest::newRow("a line of the largest size") << bytes("data: 7890\n\n") << qsizetype(1) << false;
    QTest::newRow("a line beyond") << bytes("data: x\n\ndata: 78901\n\n") << qsizetype(1) << true;
    QTest::newRow("a comment beyond") << bytes("data: x\n\n:234567890123\n\n") << qsizetype(1) << true;
    QTest::newRow("a line beyond that has not ended")
        << bytes("data: x\n\ndata: 78901") << qsizetype(1) << true;
    QTest::newRow("an event of the largest size")
        << bytes("data:12\ndata:34567\ndata:9\n\n") << qsizetype(1) << false;
    QTest::newRow("an event of the largest size and one more")
        << bytes("data:1234\ndata:6789\ndata:\n\n") << qsizetype(1) << false;
    QTest::newRow("an event beyond") << bytes("data:x\n\ndata:1234\ndata:6789\ndata:1\n\n") << qsizetype(1)
                                     << true;
}

void TestSseReader::bounds()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const qsizetype, events);
    QFETCH(const bool, overflowed);
    const Reading whole = read({stream}, 10);
    QCOMPARE(whole.events.size(), events);
    QCOMPARE(whole.overflowed, overflowed);
    for (const Test::Pieces &pieces : Test::splits(stream))
        QVERIFY2(read(pieces, 10) == whole, pieces.join('|').constData());
}

void TestSseReader::nothingComesAfterAnOverflow()
{
    SseReader reader(10);
    QCOMPARE(reader.feed("data: x\n\ndata: too long\n\ndata: y\n\n").size(), 1);
    QVERIFY(reader.overflowed());
    QVERIFY(reader.feed("\n\ndata: z\n\n").isEmpty());
    QVERIFY(!reader.takeUnfinished());
}

QTEST_GUILESS_MAIN(TestSseReader)
#include "tst_ssereader.moc"
