namespace Microsoft.ML.Contract.Tests.Surface;

[TestFixture]
internal sealed class PublicSurfaceTests
{
    private static readonly Dictionary<string, List<string>> s_surface = PublicSurface.Read();

    private static IEnumerable<string> Types => s_surface.Keys;

    [TestCaseSource(nameof(Types))]
    public void Type_OfTheContract_HasItsMembers(string name)
    {
        var type = PublicSurface.Find(name);

        Assert.That(type, Is.Not.Null);
        // A derived interface does not show the members of its bases.
        var shown = type!.GetInterfaces().Append(type).SelectMany(candidate => PublicSurface.MembersOf(candidate, declaredOnly: false));
        Assert.That(s_surface[name].Except(shown), Is.Empty);
    }

    [Test]
    public void Standin_ExportedTypes_AreThoseOfTheContract()
    {
        RequireStandin();

        Assert.That(PublicSurface.Exported.Select(type => type.FullName).Except(Types), Is.Empty);
    }

    [TestCaseSource(nameof(Types))]
    public void Standin_Members_AreThoseOfTheContract(string name)
    {
        RequireStandin();

        var declared = PublicSurface.MembersOf(PublicSurface.Find(name)!, declaredOnly: true);

        Assert.That(declared.Except(s_surface[name]), Is.Empty);
    }

    private static void RequireStandin()
    {
        if (!PublicSurface.IsStandin)
            Assert.Ignore("The package has more than the product uses.");
    }
}
