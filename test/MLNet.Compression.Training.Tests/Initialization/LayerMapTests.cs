using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tests.Initialization;

public class LayerMapTests
{
    private static IEnumerable<TestCaseData> Maps()
    {
        yield return Case(LayerMap.Uniform, 4, 12, (0, 2), (1, 5), (2, 8), (3, 11));
        yield return Case(LayerMap.Uniform, 6, 12, (0, 1), (1, 3), (2, 5), (3, 7), (4, 9), (5, 11));
        yield return Case(LayerMap.Uniform, 4, 6, (0, 1), (1, 2), (2, 4), (3, 5));
        yield return Case(LayerMap.Uniform, 3, 3, (0, 0), (1, 1), (2, 2));
        yield return Case(LayerMap.Uniform, 1, 12, (0, 11));
        yield return Case(LayerMap.Uniform, 4, 2, (0, 0), (1, 0), (2, 1), (3, 1));
        yield return Case(LayerMap.Alternate, 6, 12, (0, 0), (1, 2), (2, 4), (3, 7), (4, 9), (5, 11));
        yield return Case(LayerMap.Alternate, 3, 12, (0, 0), (1, 6), (2, 11));
        yield return Case(LayerMap.Alternate, 3, 6, (0, 0), (1, 3), (2, 5));
        yield return Case(LayerMap.Alternate, 1, 12, (0, 0));
        yield return Case(LayerMap.Alternate, 3, 2, (0, 0), (1, 1), (2, 1));
        yield return Case(LayerMap.First, 3, 12, (0, 0), (1, 1), (2, 2));
        yield return Case(LayerMap.Last, 3, 12, (0, 9), (1, 10), (2, 11));
        yield return Case(LayerMap.Skip, 6, 12, (0, 1), (1, 3), (2, 5), (3, 7), (4, 9));
        yield return Case(LayerMap.Skip, 3, 12, (0, 3), (1, 7));
        yield return Case(LayerMap.OnlyLast, 6, 12, (5, 11));
        yield return Case(LayerMap.OnlyLastFrom(18), 6, 24, (5, 18));
        yield return Case(LayerMap.Of(5, 0), 2, 6, (0, 5), (1, 0));
    }

    [TestCaseSource(nameof(Maps))]
    public void Resolve_Rule_GivesItsPairs(object map, int student, int teacher, (int Student, int Teacher)[] expected) =>
        Assert.That(((LayerMap)map).Resolve(student, teacher), Is.EqualTo(expected.Select(pair => new LayerPair(pair.Student, pair.Teacher))));

    [Test]
    public void Resolve_WrongLength_Throws() =>
        Assert.That(() => LayerMap.Of(0).Resolve(2, 6), Throws.ArgumentException.With.Message.Contains("1 teacher layers").And.Message.Contains("2 layers"));

    [Test]
    public void Resolve_NoSuchLayer_Throws()
    {
        Assert.That(() => LayerMap.Of(0, 6).Resolve(2, 6), Throws.ArgumentException.With.Message.Contains("0 to 5").And.Message.Contains("Of(0, 6)"));
        Assert.That(() => LayerMap.OnlyLastFrom(6).Resolve(2, 6), Throws.ArgumentException.With.Message.Contains("0 to 5"));
    }

    [Test]
    public void Resolve_MoreStudentLayersThanTheTeacherHas_SaysWhatFits()
    {
        Assert.That(() => LayerMap.First.Resolve(4, 2), Throws.ArgumentException.With.Message.Contains("First").And.Message.Contains("Uniform"));
        Assert.That(() => LayerMap.Last.Resolve(4, 2), Throws.ArgumentException.With.Message.Contains("Last").And.Message.Contains("only 2"));
        Assert.That(() => LayerMap.Skip.Resolve(1, 2), Throws.ArgumentException.With.Message.Contains("OnlyLast"));
    }

    [Test]
    public void Of_NoLayerOrANegativeOne_Throws()
    {
        Assert.That(() => LayerMap.Of(), Throws.ArgumentException);
        Assert.That(() => LayerMap.Of(0, -1), Throws.ArgumentException.With.Message.Contains("0, -1"));
        Assert.That(() => LayerMap.OnlyLastFrom(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Equals_SameRule_IsTrue()
    {
        var same = LayerMap.Of(1, 3);
        Assert.That(LayerMap.Of(1, 3), Is.EqualTo(same));
        var same2 = LayerMap.Of(1, 3).GetHashCode();
        Assert.That(LayerMap.Of(1, 3).GetHashCode(), Is.EqualTo(same2));
        Assert.That(
            new[] { LayerMap.Uniform, LayerMap.Alternate, LayerMap.First, LayerMap.Last, LayerMap.Skip, LayerMap.OnlyLast, LayerMap.OnlyLastFrom(1), LayerMap.OnlyLastFrom(2), LayerMap.Of(1, 3), LayerMap.Of(13) },
            Is.Unique);
    }

    [Test]
    public void Of_ArrayThatChangesLater_StaysAsItWas()
    {
        int[] layers = [1, 3];
        var map = LayerMap.Of(layers);
        layers[0] = 0;

        Assert.That(map.ToString(), Is.EqualTo("Of(1, 3)"));
        Assert.That(map.Resolve(2, 4)[0].Teacher, Is.EqualTo(1));
    }

    private static TestCaseData Case(LayerMap map, int student, int teacher, params (int Student, int Teacher)[] expected) =>
        new TestCaseData(map, student, teacher, expected).SetArgDisplayNames($"{map}, {student} of {teacher}");
}
