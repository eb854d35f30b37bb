ALTER TABLE "entries" ADD COLUMN "submitted_version" integer;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "wants_note" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "reviews_by_approver" ON "reviews" USING btree ("by","at","id");