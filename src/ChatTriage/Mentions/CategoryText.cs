namespace ChatTriage.Mentions;

/// <summary>The words people see for a <see cref="Category"/>.</summary>
public static class CategoryText
{
    /// <summary>The title of the button that chooses the category.</summary>
    public static string ButtonTitle(this Category category) => category switch
    {
        Category.CustomerService => "Customer service",
        Category.PublicRelations => "Public reply",
        _ => "No response",
    };

    /// <summary>The desk as it is named inside a sentence.</summary>
    public static string DeskName(this Category category) => category switch
    {
        Category.CustomerService => "customer service",
        Category.PublicRelations => "public relations",
        _ => "no response",
    };
}
