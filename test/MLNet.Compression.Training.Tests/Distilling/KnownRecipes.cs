using System.Reflection;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>The ready-made recipes: static members of <see cref="DistillationRecipe"/>; those with parameters as they are without any.</summary>
internal static class KnownRecipes
{
    public static IReadOnlyDictionary<string, DistillationRecipe> All { get; } = Find();

    private static SortedDictionary<string, DistillationRecipe> Find()
    {
        var recipes = new SortedDictionary<string, DistillationRecipe>(StringComparer.Ordinal);
        var type = typeof(DistillationRecipe);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type))
        {
            recipes.Add(property.Name, (DistillationRecipe)property.GetValue(null)!);
        }

        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == type && !method.IsSpecialName))
        {
            recipes.Add(method.Name, (DistillationRecipe)method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.DefaultValue)])!);
        }

        return recipes;
    }
}
