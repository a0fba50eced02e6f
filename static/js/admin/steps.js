// Moves a few fields of a step next to its title, so that they can be edited while the step is collapsed.

class StepDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
  render(...place) {
    const block = super.render(...place);
    const content = block.container[0];
    const header = content.closest("[data-panel]")?.querySelector(":scope > .w-panel__header");
    if (!header) return block;
    const bar = Object.assign(document.createElement("div"), { className: "step-facts" });
    bar.append(
      ...this.meta.besideTitle.map((name) => content.querySelector(`:scope > [data-contentpath="${name}"]`)),
    );
    header.after(bar);
    return block;
  }
}

window.telepath.register("lessons.blocks.Step", StepDefinition);
