using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Scoring.LookAhead;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Scoring;

/// <summary>Whatever is read ahead, and wherever, a reader sees what the input alone would show.</summary>
public class LookAheadCursorTests
{
    private const int Rows = 23;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(Rows)]
    [TestCase(100)]
    public void MoveNext_ReadAheadNowAndThen_GivesTheRowsOfTheInput(int most)
    {
        var view = Numbers();
        using var cursor = Open(view);
        var (number, id) = (cursor.GetGetter<int>(view.Schema["Number"]), cursor.GetIdGetter());

        for (var row = 0; row < Rows; row++)
        {
            Assert.That(cursor.MoveNext(), Is.True);
            if (row % 3 == 0 && cursor.Row < 0)
            {
                Assert.That(cursor.TryReadAhead(most), Is.True);
            }

            Assert.That((Value(number), Value(id), cursor.Position, cursor.Batch), Is.EqualTo((row, new DataViewRowId((ulong)row * 7, 3), (long)row, (long)(row / 10))));
        }

        Assert.That(cursor.MoveNext(), Is.False);
        Assert.That(cursor.MoveNext(), Is.False);
        Assert.That((cursor.Position, view.Opened), Is.EqualTo((-1L, 1)));
    }

    [Test]
    public void TryReadAhead_MoreRowsThanThereAre_MovesTheInputToItsEndOnce()
    {
        var view = Numbers();
        using var cursor = Open(view);
        cursor.MoveNext();

        cursor.TryReadAhead(100);
        while (cursor.MoveNext())
        {
        }

        cursor.MoveNext();
        Assert.That((cursor.Kept, view.Moves), Is.EqualTo((0, Rows + 1)));
    }

    [Test]
    public void TryReadAhead_BeforeTheFirstRowAndAfterTheLast_Throws()
    {
        using var cursor = Open(Numbers());
        Assert.That(() => cursor.TryReadAhead(4), Throws.InvalidOperationException);

        while (cursor.MoveNext())
        {
        }

        Assert.That(() => cursor.TryReadAhead(4), Throws.InvalidOperationException);
    }

    [Test]
    public void MoveNext_InputFailsAhead_ThrowsAtThatRowAndGoesOnWhereItDoes()
    {
        var times = 0;
        using var cursor = Open(Numbers(row => Fail(row == 5 && times++ == 0)));
        var number = cursor.GetGetter<int>(cursor.Schema["Number"]);
        cursor.MoveNext();

        Assert.That(cursor.TryReadAhead(10), Is.True);

        Assert.That(cursor.Kept, Is.EqualTo(5));
        Assert.That(Enumerable.Range(1, 4).All(row => cursor.MoveNext() && Value(number) == row), Is.True);
        Assert.That(() => cursor.MoveNext(), Throws.TypeOf<IOException>());
        Assert.That(() => cursor.TryReadAhead(2), Throws.InvalidOperationException, "there is no row now");
        Assert.That(cursor.MoveNext(), Is.True);
        Assert.That(Value(number), Is.EqualTo(5));
    }

    [Test]
    public void Getter_ValueThatCannotBeRead_ThrowsAtItsRowOnly()
    {
        var view = Numbers().With("Bad", NumberDataViewType.Single, (int row, ref float value) =>
        {
            Fail(row == 3);
            value = row;
        });
        using var cursor = Open(view);
        var (bad, number) = (cursor.GetGetter<float>(view.Schema["Bad"]), cursor.GetGetter<int>(view.Schema["Number"]));
        cursor.MoveNext();
        cursor.TryReadAhead(10);

        for (var row = 0; row < Rows; row++, cursor.MoveNext())
        {
            Assert.That(Value(number), Is.EqualTo(row));
            if (row == 3)
            {
                Assert.That(() => Value(bad), Throws.TypeOf<IOException>());
                Assert.That(cursor.TryReadAhead(10), Is.False);
            }
            else
            {
                Assert.That(Value(bad), Is.EqualTo(row));
            }
        }
    }

    [Test]
    public void Getter_InputWritesItsTextsIntoTheSameMemory_KeepsThem()
    {
        var memory = new char[8];
        var view = new ScriptedView(Rows).With<ReadOnlyMemory<char>>("Text", TextDataViewType.Instance, row =>
        {
            $"text {row}".CopyTo(memory);
            return memory.AsMemory(0, $"text {row}".Length);
        });

        Assert.That(Values<ReadOnlyMemory<char>>(view, "Text").Select(text => text.ToString()), Is.EqualTo(Enumerable.Range(0, Rows).Select(row => $"text {row}")));
    }

    [Test]
    public void Getter_InputGivesTheSameArrayEachTime_KeepsVectors()
    {
        var items = new float[2];
        var texts = new ReadOnlyMemory<char>[1];
        var memory = new char[2];
        var view = new ScriptedView(Rows)
            .With("Vector", new VectorDataViewType(NumberDataViewType.Single), row =>
            {
                (items[0], items[1]) = (row, -row);
                return new VBuffer<float>(items.Length, items);
            })
            .With("Texts", new VectorDataViewType(TextDataViewType.Instance), row =>
            {
                row.TryFormat(memory, out var length, provider: CultureInfo.InvariantCulture);
                texts[0] = memory.AsMemory(0, length);
                return new VBuffer<ReadOnlyMemory<char>>(1, texts);
            });

        Assert.That(Values<VBuffer<float>>(view, "Vector").Select(vector => vector.DenseValues()), Is.EqualTo(Enumerable.Range(0, Rows).Select(row => new float[] { row, -row })));
        Assert.That(Values<VBuffer<ReadOnlyMemory<char>>>(view, "Texts").Select(vector => $"{vector.DenseValues().Single()}"), Is.EqualTo(Enumerable.Range(0, Rows).Select(row => $"{row}")));
    }

    [Test]
    public void Getter_ValueTakenBeforeReadingAhead_StaysWhatItWas()
    {
        var (memory, items) = (new char[8], new float[1]);
        var view = new ScriptedView(Rows)
            .With<ReadOnlyMemory<char>>("Text", TextDataViewType.Instance, row =>
            {
                row.TryFormat(memory, out var length, provider: CultureInfo.InvariantCulture);
                return memory.AsMemory(0, length);
            })
            .With("Vector", new VectorDataViewType(NumberDataViewType.Single), row =>
            {
                items[0] = row;
                return new VBuffer<float>(1, items);
            });
        using var cursor = Open(view);
        var (text, vector) = (cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Text"]), cursor.GetGetter<VBuffer<float>>(view.Schema["Vector"]));
        cursor.MoveNext();
        var (firstText, firstVector) = (Value(text), Value(vector));

        cursor.TryReadAhead(5);

        Assert.That($"{firstText} {firstVector.GetItemOrDefault(0)}", Is.EqualTo("0 0"));
    }

    [Test]
    public void Getter_SparseAndEmptyVectors_KeepsThem()
    {
        var view = new ScriptedView(Rows).With("Vector", new VectorDataViewType(NumberDataViewType.Int64), row =>
            row % 2 == 0 ? new VBuffer<long>(1000, 1, [row], [row * 10]) : default);

        var vectors = Values<VBuffer<long>>(view, "Vector");

        Assert.That(vectors.Select((vector, row) => row % 2 == 0 ? vector.GetItemOrDefault(row * 10) == row && vector.Length == 1000 : vector.Length == 0), Is.All.True);
    }

    [Test]
    public void Getter_ReaderWritesIntoWhatItGot_DoesNotReachTheKeptValues()
    {
        var view = new ScriptedView(4).With("Vector", new VectorDataViewType(NumberDataViewType.Single), (int row, ref VBuffer<float> value) => Fill(ref value, row));
        using var cursor = Open(view);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Vector"]);
        cursor.MoveNext();
        cursor.TryReadAhead(4);
        VBuffer<float> value = default;

        for (var row = 0; row < 4; row++, cursor.MoveNext())
        {
            getter(ref value);
            Fill(ref value, 99);
            getter(ref value);
            Assert.That(value.DenseValues(), Is.All.EqualTo(row));
        }
    }

    private static IEnumerable<TestCaseData> Primitives()
    {
        TestCaseData Case<T>(DataViewType type, Func<int, T> valueOf) => new TestCaseData((Action)(() => CheckKept(type, valueOf))).SetArgDisplayNames($"{type}");
        yield return Case(NumberDataViewType.SByte, row => (sbyte)row);
        yield return Case(NumberDataViewType.Byte, row => (byte)row);
        yield return Case(NumberDataViewType.Int16, row => (short)row);
        yield return Case(NumberDataViewType.UInt16, row => (ushort)row);
        yield return Case(NumberDataViewType.UInt32, row => (uint)row);
        yield return Case(NumberDataViewType.UInt64, row => (ulong)row);
        yield return Case(NumberDataViewType.Double, row => (double)row);
        yield return Case(BooleanDataViewType.Instance, row => row % 3 == 0);
        yield return Case(DateTimeDataViewType.Instance, row => DateTime.UnixEpoch.AddDays(row));
        yield return Case(DateTimeOffsetDataViewType.Instance, row => DateTimeOffset.UnixEpoch.AddDays(row));
        yield return Case(TimeSpanDataViewType.Instance, row => TimeSpan.FromMinutes(row));
        yield return Case(RowIdDataViewType.Instance, row => new DataViewRowId((ulong)row, 1));
        yield return Case(new KeyDataViewType(typeof(uint), 50), row => (uint)row);
        yield return Case(new KeyDataViewType(typeof(ulong), 50), row => (ulong)row);
        yield return Case(new VectorDataViewType(new KeyDataViewType(typeof(byte), 50)), row => new VBuffer<byte>(1, [(byte)row]));
        yield return Case(new VectorDataViewType(DateTimeDataViewType.Instance), row => new VBuffer<DateTime>(1, [DateTime.UnixEpoch.AddDays(row)]));
    }

    [TestCaseSource(nameof(Primitives))]
    public void Getter_TypeOfMLNet_IsKept(Action check) => check();

    [Test]
    public void TryReadAhead_TypeThatOnlyItsSourceCanCopy_IsDeclinedAndRowsGoOn()
    {
        var shared = new int[1];
        var view = Numbers().With("Own", new OwnType(), row =>
        {
            shared[0] = row;
            return shared;
        });
        using var cursor = Open(view);
        var (own, number) = (cursor.GetGetter<int[]>(view.Schema["Own"]), cursor.GetGetter<int>(view.Schema["Number"]));

        for (var row = 0; cursor.MoveNext(); row++)
        {
            Assert.That(cursor.TryReadAhead(5), Is.False);
            Assert.That((Value(own)[0], Value(number)), Is.EqualTo((row, row)));
        }
    }

    [Test]
    public void GetGetter_InactiveColumnOrOtherType_ThrowsAsTheInput()
    {
        var view = Numbers().With("Other", NumberDataViewType.Single, row => 0f);
        using var cursor = new LookAheadCursor(view.GetRowCursor([view.Schema["Number"]]), [view.Schema["Number"]]);

        Assert.That(() => cursor.GetGetter<float>(view.Schema["Other"]), Throws.InvalidOperationException);
        Assert.That(() => cursor.GetGetter<long>(view.Schema["Number"]), Throws.TypeOf<InvalidCastException>());
        Assert.That(cursor.IsColumnActive(view.Schema["Other"]), Is.False);
    }

    [Test]
    public void Dispose_InTheMiddle_DisposesOfTheInput()
    {
        var view = Numbers();
        var cursor = Open(view);
        cursor.MoveNext();
        cursor.TryReadAhead(4);

        cursor.Dispose();

        Assert.That(view.Disposed, Is.EqualTo(1));
    }

    private static void CheckKept<T>(DataViewType type, Func<int, T> valueOf)
    {
        var view = new ScriptedView(Rows).With("Value", type, valueOf);
        using var cursor = Open(view);
        var getter = cursor.GetGetter<T>(view.Schema["Value"]);
        cursor.MoveNext();
        Assert.That(cursor.TryReadAhead(Rows), Is.True);

        for (var row = 0; row < Rows; row++, cursor.MoveNext())
        {
            Assert.That($"{Value(getter)}", Is.EqualTo($"{valueOf(row)}"));
            Assert.That(Value(getter) is VBuffer<byte> keys ? keys.GetItemOrDefault(0) : row, Is.EqualTo(row));
        }
    }

    /// <summary>All values of a column, each taken when its row is reached; read ahead in one go.</summary>
    private static List<T> Values<T>(ScriptedView view, string column)
    {
        using var cursor = Open(view);
        var getter = cursor.GetGetter<T>(view.Schema[column]);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            Assert.That(cursor.Row >= 0 || cursor.TryReadAhead(9), Is.True);
            values.Add(Value(getter));
        }

        return values;
    }

    private static LookAheadCursor Open(ScriptedView view) => new(view.GetRowCursor(view.Schema), view.Schema);

    private static ScriptedView Numbers(Action<int>? moving = null) => new ScriptedView(Rows) { Moving = moving ?? (_ => { }) }.WithNumbers();

    private static T Value<T>(ValueGetter<T> getter)
    {
        T value = default!;
        getter(ref value);
        return value;
    }

    private static void Fill(ref VBuffer<float> value, float item)
    {
        var editor = VBufferEditor.Create(ref value, 3);
        editor.Values.Fill(item);
        value = editor.Commit();
    }

    private static void Fail(bool fails)
    {
        if (fails)
        {
            throw new IOException("The source is broken here.");
        }
    }

    private sealed class OwnType() : StructuredDataViewType(typeof(int[]))
    {
        public override bool Equals(DataViewType? other) => other is OwnType;
    }
}
