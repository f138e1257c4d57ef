using System.Reflection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Contract.Tests.Surface;

/// <summary>What code outside of ML.NET can't do.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] s_notConstructible =
    [
        typeof(SchemaShape.Column),
        typeof(DataViewSchema.Column),
        typeof(DataViewSchema.Annotations),
        typeof(DataViewType),
        typeof(ModelSaveContext),
        typeof(TrainerInfo),
        typeof(ExtensionBaseAttribute),
        typeof(ChannelMessage),
        typeof(ComponentCatalog),
        typeof(DataOperationsCatalog),
        typeof(DataOperationsCatalog.TrainTestData),
        typeof(ModelOperationsCatalog),
        typeof(TransformsCatalog),
        typeof(TransformsCatalog.ConversionTransforms),
        typeof(TransformsCatalog.TextTransforms),
        typeof(TrainCatalogBase),
        typeof(TrainCatalogBase.CatalogInstantiatorBase),
        typeof(TrainCatalogBase.CrossValidationResult<>),
        typeof(MulticlassClassificationCatalog),
        typeof(MulticlassClassificationCatalog.MulticlassClassificationTrainers),
        typeof(BinaryClassificationCatalog),
        typeof(RegressionCatalog),
        typeof(MulticlassClassificationMetrics),
        typeof(BinaryClassificationMetrics),
        typeof(RegressionMetrics),
        typeof(ConfusionMatrix),
        typeof(TrivialEstimator<>),
        typeof(RowToRowTransformerBase),
        typeof(OneToOneTransformerBase),
        typeof(ValueToKeyMappingEstimator),
        typeof(KeyToValueMappingTransformer),
        typeof(ColumnSelectingTransformer),
        typeof(PredictionEngine<,>),
        typeof(PredictionEngineBase<,>),
        typeof(SchemaDefinition.Column),
        typeof(TextLoader),
        typeof(DataDebuggerPreview),
    ];

    [TestCaseSource(nameof(s_notConstructible))]
    public void Constructor_OfClosedType_IsNotForOutsiders(Type type)
    {
        var open = type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && (constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly));

        Assert.That(open, Is.Empty);
    }

    [TestCase(typeof(SchemaShape), "Create")]
    [TestCase(typeof(SchemaShape), "TryFindColumn")]
    [TestCase(typeof(SchemaShape.Column), "IsCompatibleWith")]
    [TestCase(typeof(SchemaShape.Column), "GetTypeString")]
    public void Method_KeptInternal_IsNotPublic(Type type, string name)
    {
        Assert.That(type.GetMethods(Declared).Where(method => method.Name == name), Is.Not.Empty.And.All.Property(nameof(MethodInfo.IsPublic)).False);
    }

    [Test]
    public void ModelSaveContext_PublicMembers_AreDisposeOnly()
    {
        var members = typeof(ModelSaveContext).GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);

        Assert.That(members.Select(member => member.Name), Is.EqualTo(new[] { "Dispose" }));
    }

    [TestCase("VersionInfo")]
    [TestCase("ModelLoadContext")]
    [TestCase("LoadableClassAttribute")]
    [TestCase("SignatureLoadModel")]
    [TestCase("RepositoryReader")]
    [TestCase("RepositoryWriter")]
    public void Type_OfModelFiles_IsNotVisible(string name)
    {
        var types = typeof(ModelSaveContext).Assembly.GetTypes().Where(type => type.Name == name);

        Assert.That(types, Is.Not.Empty.And.All.Property(nameof(Type.IsVisible)).False);
    }

    [Test]
    public void MLContext_HostMembers_AreExplicit()
    {
        var names = typeof(MLContext).GetMembers(BindingFlags.Instance | BindingFlags.Public).Select(member => member.Name).ToList();

        Assert.That(names, Has.None.AnyOf("Register", "Start", "StartPipe", "StartProgressChannel", "ContextDescription", "Process"));
        Assert.That(names, Does.Contain("ComponentCatalog"));
    }

    [Test]
    public void TransformerChain_MapperMembers_AreExplicit()
    {
        var names = typeof(TransformerChain<ITransformer>).GetMembers(BindingFlags.Instance | BindingFlags.Public).Select(member => member.Name).ToList();

        Assert.That(names, Has.None.AnyOf("IsRowToRowMapper", "GetRowToRowMapper", "Save"));
    }
}
