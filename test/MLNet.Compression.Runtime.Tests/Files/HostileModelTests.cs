using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Storage;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Compressed models of few bytes that ask for much memory.</summary>
[TestFixture]
internal sealed class HostileModelTests
{
    private const uint BlockSparse = 3;
    private const uint Empty = 6;
    private const int Many = 1 << 20;

    [TestCase(1 << 28, 1)]
    [TestCase(1 << 14, 1 << 14)]
    [TestCase(1, 1 << 28)]
    public void Read_HugeMatrixWithoutAStoredBlock_IsRefused(int rows, int columns) => AssertRefused(
        writer => WriteEmptyMatrix(writer, rows, columns), reader => WeightEncoding.Read(reader, "a matrix"), "weights in a file of");

    [TestCase(1 << 30, 1, "the rows of a matrix in [1, 536870911]")]
    [TestCase(1 << 15, 1 << 15, "the columns of a matrix in [1, 16383]")]
    [TestCase(1, 1 << 29, "the columns of a matrix in [1, 536870911]")]
    public void Read_MatrixBeyondTheLimit_IsRefusedNamingIt(int rows, int columns, string reason) => AssertRefused(
        writer => WriteEmptyMatrix(writer, rows, columns), reader => WeightEncoding.Read(reader, "a matrix"), reason);

    [TestCase(BlockSparse, 0, 4, "the rows of a matrix in [1, ")]
    [TestCase(BlockSparse, 4, 0, "the columns of a matrix in [1, ")]
    [TestCase(Empty, 4, 4, "the columns of a matrix in [0, 0]")]
    [TestCase(Empty, 0, 4, "the end of the a matrix")]
    public void Read_MatrixWithoutWeightsThatIsNotOne_IsRefused(uint encoding, int rows, int columns, string reason) => AssertRefused(
        writer => WriteEmptyMatrix(writer, rows, columns, encoding), reader => WeightEncoding.Read(reader, "a matrix"), reason);

    [Test]
    public void Read_ManyRowsOfFewBytes_AreRefused() => AssertRefused(
        writer => Enumerable.Range(0, 4).ToList().ForEach(_ => WriteEmptyMatrix(writer, Many, 1)),
        reader => Enumerable.Range(0, 4).ToList().ForEach(_ => WeightEncoding.Read(reader, "a matrix")),
        "bytes of memory");

    [Test]
    public void Read_VocabularyOfLineFeeds_IsRefused() => AssertRefused(
        writer => WriteVocabulary(writer, new string('\n', Many - 1), Many), Read, "bytes of memory");

    [Test]
    public void Read_OtherNumberOfPieces_IsRefusedBeforeTheyAreSplit() => AssertRefused(
        writer => WriteVocabulary(writer, new string('\n', Many - 1), Many + 1), Read, $"expected {Many + 1} pieces, found {Many}");

    [TestCase("a\rb", "Piece 4 holds a line break")]
    [TestCase("[UNK]", "is piece 1 already")]
    public void Read_PieceThatNoVocabularyCanHave_IsRefused(string piece, string reason) => AssertRefused(
        writer => WriteVocabulary(writer, $"[PAD]\n[UNK]\n[CLS]\n[SEP]\n{piece}", 5), Read, reason);

    [Test]
    public void Read_VocabularyThatIsNotUtf8_IsRefused() => AssertRefused(
        writer =>
        {
            WriteSettings(writer, labels: 0);
            writer.WriteInt32(1);
            writer.WriteInt32(2);
            writer.WriteBytes([0xC3, (byte)'a']);
        },
        Read,
        "UTF-8");

    [Test]
    public void Read_ManyLabels_AreRefused() => AssertRefused(
        writer =>
        {
            WriteSettings(writer, labels: 4 * Many);
            writer.WriteBytes(new byte[4 * Many]);
        },
        Read,
        "the number of labels");

    private static void WriteEmptyMatrix(ModelWriter writer, int rows, int columns, uint encoding = BlockSparse)
    {
        writer.WriteUInt32(encoding);
        writer.WriteInt32(rows);
        writer.WriteInt32(columns);
        writer.WriteInt64((3 * sizeof(int)) + 1);
        writer.WriteInt32(rows);
        writer.WriteInt32(columns);
        writer.WriteBytes([0]);
        writer.WriteUInt32(1);
    }

    private static void WriteVocabulary(ModelWriter writer, string text, int count)
    {
        WriteSettings(writer, labels: 0);
        writer.WriteInt32(count);
        writer.WriteString(text);
    }

    private static void WriteSettings(ModelWriter writer, int labels)
    {
        foreach (var value in new[] { 1, 2, 1, 1, 0, 100, 8, labels })
        {
            writer.WriteInt32(value);
        }
    }

    private static void Read(ModelReader reader) => TextSection.Read(reader, new ModelParts());

    private static void AssertRefused(Action<ModelWriter> write, Action<ModelReader> read, string reason)
    {
        using var stream = new MemoryStream();
        write(new ModelWriter(stream));
        stream.Position = 0;
        var message = "";

        var isRead = Hostile.TryRead(stream.Length, () =>
        {
            try
            {
                read(new ModelReader(stream, "hostile", stream.Length));
            }
            catch (ModelFileException exception)
            {
                message = exception.Message;
                throw;
            }
        });

        Assert.That(isRead, Is.False);
        Assert.That(message, Does.Contain(reason));
    }
}
