using System.Reflection;
using Microsoft.ML.Contract.Tests.External;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Contract.Tests.Surface;

/// <summary>The non-public members a savable component is built on: same names, parameters and accessibility.</summary>
[TestFixture]
internal sealed class InternalMemberTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Test]
    public void SchemaShapeColumn_Constructor_IsInternalWithNamedParameters()
    {
        var constructor = typeof(SchemaShape.Column).GetConstructors(Any).Single(candidate => candidate.GetParameters().Length == 5);

        Assert.That(constructor.IsAssembly, Is.True);
        Assert.That(NamesOf(constructor), Is.EqualTo(new[] { "name", "vecKind", "itemType", "isKey", "annotations" }));
    }

    [Test]
    public void SchemaShape_Create_IsInternalAndStatic()
    {
        var create = typeof(SchemaShape).GetMethod("Create", Any, [typeof(DataViewSchema)])!;

        Assert.That(create.IsStatic && create.IsAssembly, Is.True);
    }

    [TestCase("CheckAtModel", new string[0])]
    [TestCase("SetVersionInfo", new[] { "ver" })]
    [TestCase("SaveBinaryStream", new[] { "name", "action" })]
    public void ModelSaveContext_Method_IsInternal(string name, string[] parameters)
    {
        var method = typeof(ModelSaveContext).GetMethods(Any).Single(candidate => candidate.Name == name);

        Assert.That(method.IsAssembly, Is.True);
        Assert.That(NamesOf(method), Is.EqualTo(parameters));
    }

    [Test]
    public void ModelSaveContext_Writer_IsAnInternalField()
    {
        var field = typeof(ModelSaveContext).GetField("Writer", Any)!;

        Assert.That(field.FieldType, Is.EqualTo(typeof(BinaryWriter)));
        Assert.That(field.IsAssembly, Is.True);
    }

    [Test]
    public void VersionInfo_Constructor_HasNamedParameters()
    {
        var constructor = Internals.VersionInfo.GetConstructors(Any).Single();

        Assert.That(Internals.VersionInfo.IsValueType && Internals.VersionInfo.IsNotPublic, Is.True);
        Assert.That(
            NamesOf(constructor),
            Is.EqualTo(new[] { "modelSignature", "verWrittenCur", "verReadableCur", "verWeCanReadBack", "loaderAssemblyName", "loaderSignature", "loaderSignatureAlt" }));
    }

    [Test]
    public void VersionInfo_SignatureOfNineCharacters_IsRefused()
    {
        var constructor = Internals.VersionInfo.GetConstructors(Any).Single();

        Assert.That(
            () => constructor.Invoke(["NINECHARS", 1u, 1u, 1u, "assembly", null, null]),
            Throws.InstanceOf<TargetInvocationException>().With.InnerException.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void ModelLoadContext_Members_AreThere()
    {
        Assert.That(Internals.LoadContext.IsNotPublic, Is.True);
        Assert.That(Internals.LoadContext.GetField("Reader", Any)?.FieldType, Is.EqualTo(typeof(BinaryReader)));
        Assert.That(Internals.LoadContext.GetMethod("TryLoadBinaryStream", Any, [typeof(string), typeof(Action<BinaryReader>)])?.ReturnType, Is.EqualTo(typeof(bool)));
    }

    [Test]
    public void SignatureLoadModel_Invoke_TakesTheLoadContext()
    {
        var invoke = Internals.SignatureLoadModel.GetMethod("Invoke")!;

        Assert.That(Internals.SignatureLoadModel.IsNotPublic, Is.True);
        Assert.That(invoke.ReturnType, Is.EqualTo(typeof(void)));
        Assert.That(invoke.GetParameters().Single().ParameterType, Is.EqualTo(Internals.LoadContext));
    }

    [Test]
    public void LoadableClassInfo_Constructor_IsNotPublic()
    {
        var constructor = Internals.LoadableClassInfo.GetConstructors(Any).Single();

        Assert.That(constructor.IsPublic, Is.False);
        Assert.That(NamesOf(constructor), Is.EqualTo(new[] { "attr", "getter", "ctor", "create", "requireEnvironment" }));
    }

    [Test]
    public void ComponentCatalog_AddClass_IsPrivate()
    {
        var method = typeof(ComponentCatalog).GetMethod("AddClass", Any)!;

        Assert.That(method.IsPrivate, Is.True);
        Assert.That(NamesOf(method), Is.EqualTo(new[] { "info", "loadNames", "throwOnError" }));
    }

    [Test]
    public void Catalogs_OfOneContext_HandOutAnEnvironment()
    {
        var context = new MLContext();
        object[] catalogs =
        [
            context.Data,
            context.Model,
            context.Transforms,
            context.Transforms.Conversion,
            context.Transforms.Text,
            context.MulticlassClassification,
            context.MulticlassClassification.Trainers,
            context.BinaryClassification,
            context.BinaryClassification.Trainers,
            context.Regression,
            context.Regression.Trainers,
        ];

        foreach (var catalog in catalogs)
            Assert.That(Internals.EnvironmentOf(catalog).ComponentCatalog, Is.SameAs(context.ComponentCatalog), catalog.GetType().Name);
    }

    private static string?[] NamesOf(MethodBase method) => [.. method.GetParameters().Select(parameter => parameter.Name)];
}
